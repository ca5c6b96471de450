package dev.gangway.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was done and seen, as a table for people. Safe for use by several threads. */
final class CrashReport {
    private final long seed;
    private final Map<String, Integer> byScenario = new TreeMap<>();
    private final Map<String, Integer> byPoint = new TreeMap<>();
    private final Map<String, List<Duration>> convergence = new TreeMap<>();
    private int processes;
    private int controllers;

    CrashReport(long seed) {
        this.seed = seed;
    }

    /** A process was killed, and with it a controller for each world, in which these shifts were under way. */
    synchronized void killed(String point, List<List<String>> running) {
        processes++;
        controllers += running.size();
        byPoint.merge(point, 1, Integer::sum);
        running.forEach(stories -> stories.forEach(story -> byScenario.merge(story, 1, Integer::sum)));
    }

    /** From a restart that no kill followed to the rest that all shifts had to come to. */
    synchronized void converged(String phase, Duration took) {
        convergence.computeIfAbsent(phase, first -> new ArrayList<>()).add(took);
    }

    synchronized int controllers() {
        return controllers;
    }

    synchronized String table(long versions, String violations, Duration took) {
        StringBuilder table = new StringBuilder();
        table.append("crash safety, seed %d: %d times SIGKILL, %d controllers killed, %d s%n"
                .formatted(seed, processes, controllers, took.toSeconds()));
        table.append("%d versions of routes, rules and shifts were seen; invariant violations: %s%n"
                .formatted(versions, violations));
        table.append("%n%-45s %s%n".formatted("scenario", "kills while it was under way"));
        byScenario.forEach((name, kills) -> table.append("%-45s %d%n".formatted(name, kills)));
        table.append("%n%-70s %s%n".formatted("point", "kills"));
        byPoint.forEach((name, kills) -> table.append("%-70s %d%n".formatted(name, kills)));
        table.append("%n%-25s %8s %10s %10s%n".formatted("restart to convergence", "times", "p50 ms", "max ms"));
        convergence.forEach((phase, times) -> {
            List<Duration> sorted = new ArrayList<>(times);
            Collections.sort(sorted);
            table.append("%-25s %8d %10d %10d%n"
                    .formatted(
                            phase,
                            sorted.size(),
                            sorted.get(sorted.size() / 2).toMillis(),
                            sorted.get(sorted.size() - 1).toMillis()));
        });
        return table.toString();
    }

    static void write(Path file, String table) throws IOException {
        var unused = Files.writeString(file, table);
    }
}
