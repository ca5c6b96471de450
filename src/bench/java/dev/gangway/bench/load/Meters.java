package dev.gangway.bench.load;

import java.util.List;
import java.util.function.Predicate;

/** What Gangway's own meters say. */
final class Meters {
    private Meters() {}

    /** Turns and writes that failed, and queries that were not answered. */
    static long errors(GangwayProcess gangway) {
        List<String> lines = gangway.get("/q/metrics").body().lines().toList();
        return Math.round(sum(lines, line -> line.startsWith("gangway_turn_failures_total"))
                + sum(lines, line -> line.startsWith("gangway_apply_failures_total"))
                + sum(lines, line -> line.startsWith("gangway_query_seconds_count") && !line.contains("answered")));
    }

    private static double sum(List<String> lines, Predicate<String> which) {
        return lines.stream()
                .filter(which)
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
