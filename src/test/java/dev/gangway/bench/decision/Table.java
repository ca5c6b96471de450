package dev.gangway.bench.decision;

import java.util.List;
import java.util.Locale;

/** The cells as a Markdown table, for people. */
final class Table {
    private Table() {}

    static String of(List<Cell> cells) {
        StringBuilder table = new StringBuilder(
                """
                | scenario | policy | rolled back % [95 %] | done % | exposure median (p95) | delay s | completion s |
                |---|---|---|---|---|---|---|
                """);
        for (Cell cell : cells) {
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %.1f [%.1f, %.1f] | %.1f | %.0f (%.0f) | %s | %s |%n",
                    cell.scenario(),
                    cell.policy(),
                    100 * cell.rollbackRate(),
                    100 * cell.rollbackLow(),
                    100 * cell.rollbackHigh(),
                    100 * cell.doneRate(),
                    cell.exposureMedian(),
                    cell.exposureP95(),
                    seconds(cell.delayMedianSeconds()),
                    seconds(cell.completionMedianSeconds())));
        }
        return table.toString();
    }

    private static String seconds(Double seconds) {
        return seconds == null ? "-" : String.format(Locale.ROOT, "%.0f", seconds);
    }
}
