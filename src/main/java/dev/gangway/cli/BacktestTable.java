package dev.gangway.cli;

import dev.gangway.control.backtest.BacktestReport;
import dev.gangway.control.backtest.BacktestReport.Outcome;
import dev.gangway.control.backtest.BacktestReport.RecordSummary;
import dev.gangway.control.backtest.BacktestReport.Share;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** A report as people read it. */
final class BacktestTable {
    private static final String ROW = "%-20s %-27s %10s %11s %11s %11s %11s %7s %7s %9s";
    private static final String NEVER = "-";

    private BacktestTable() {}

    static String of(BacktestReport report) {
        List<String> lines = new ArrayList<>(head(report));
        lines.add(row(
                "DESTINATION",
                "ROLLED BACK (95 %)",
                "UNFINISHED",
                "TO 100 %",
                "",
                "TO ROLLBACK",
                "",
                "FAILED",
                "",
                ""));
        lines.add(row("", "", "", "median", "p90", "median", "p90", "median", "p95", "expected"));
        Stream.concat(Stream.of(report.healthy()), report.regressions().stream())
                .map(BacktestTable::row)
                .forEach(lines::add);
        if (!report.mistakes().isEmpty()) {
            lines.add("");
            lines.add("Rolled back for nothing, for example:");
            report.mistakes()
                    .forEach(mistake ->
                            lines.add("  %s, started %s: %s".formatted(mistake.at(), mistake.began(), mistake.why())));
        }
        return String.join(System.lineSeparator(), lines);
    }

    private static List<String> head(BacktestReport report) {
        RecordSummary record = report.record();
        Duration all = Duration.between(record.from(), record.to());
        return List.of(
                "%s at %s, %s to %s: %s in %d windows of %s, %s missing, %s requests/s"
                        .formatted(
                                report.service(),
                                record.source(),
                                record.from(),
                                record.to(),
                                time(record.recorded().toSeconds()),
                                record.windows(),
                                time(record.window().toSeconds()),
                                time(all.minus(record.recorded()).toSeconds()),
                                number(record.requestsPerSecond())),
                "%d placebo shifts each, seed %d".formatted(report.placebos(), report.seed()),
                "");
    }

    private static String row(Outcome outcome) {
        boolean healthy = outcome.failing() == 0;
        return row(
                healthy ? "as it was" : percent(outcome.failing()) + " % made to fail",
                share(outcome.rolledBack()),
                Integer.toString(outcome.unfinished()),
                time(outcome.secondsToAll().median()),
                time(outcome.secondsToAll().p90()),
                time(outcome.secondsToRollback().median()),
                time(outcome.secondsToRollback().p90()),
                healthy ? NEVER : number(outcome.addedFailures().median()),
                healthy ? NEVER : number(outcome.addedFailures().p95()),
                healthy ? NEVER : number(outcome.addedFailures().expected()));
    }

    private static String row(Object... cells) {
        return ROW.formatted(cells).stripTrailing();
    }

    private static String share(Share share) {
        return "%d of %d (%s to %s %%)"
                .formatted(share.count(), share.of(), percent(share.low()), percent(share.high()));
    }

    private static String percent(double share) {
        return number(100 * share);
    }

    /** Three digits, and no more than one behind the point. */
    private static String number(double value) {
        boolean whole = value >= 100 || value == Math.rint(value);
        String format = whole ? "%.0f" : value >= 0.1 ? "%.1f" : "%.3f";
        return String.format(Locale.ROOT, format, value);
    }

    private static String time(OptionalDouble seconds) {
        return seconds.isPresent() ? time(Math.round(seconds.getAsDouble())) : NEVER;
    }

    private static String time(long seconds) {
        if (seconds < 60) {
            return seconds + " s";
        }
        long minutes = seconds / 60;
        return minutes < 60
                ? "%d m %d s".formatted(minutes, seconds % 60)
                : "%d h %d m".formatted(minutes / 60, minutes % 60);
    }
}
