package dev.gangway.cli;

import dev.gangway.control.Preflight.Result;
import dev.gangway.control.PreflightReport;
import java.util.Comparator;
import java.util.List;

/** Preflight checks for people: those that hold the shift up first, each with what to do. */
final class PreflightTable {
    private static final String WAY_OUT = "-> ";
    private static final Comparator<PreflightReport.Line> WORST_FIRST = Comparator.comparing(
                    PreflightReport.Line::holdsNothingUp)
            .thenComparing(line -> line.check().result(), Comparator.comparing(PreflightTable::rank));

    private PreflightTable() {}

    static String of(PreflightReport report) {
        List<PreflightReport.Line> lines = report.lines();
        int width = lines.stream()
                .mapToInt(line -> line.check().id().length())
                .max()
                .orElse(0);
        StringBuilder table = new StringBuilder();
        lines.stream().sorted(WORST_FIRST).forEach(line -> append(table, line, width));
        return table.append(summary(report)).toString();
    }

    private static void append(StringBuilder table, PreflightReport.Line line, int width) {
        table.append("%-8s%s  %s%n"
                .formatted(
                        line.check().result(),
                        padded(line.check().id(), width),
                        line.check().seen()));
        if (!line.check().todo().isEmpty()) {
            table.append(" ".repeat(8 + width + 2))
                    .append(WAY_OUT)
                    .append(line.check().todo())
                    .append('\n');
        }
        if (line.check().result() == Result.WARN) {
            table.append(" ".repeat(8 + width + 2))
                    .append(
                            line.holdsNothingUp()
                                    ? "acknowledged"
                                    : "or accept it: --acknowledge "
                                            + line.check().id())
                    .append('\n');
        }
    }

    private static int rank(Result result) {
        return switch (result) {
            case FAIL -> 0;
            case UNKNOWN -> 1;
            case WARN -> 2;
            case PASS -> 3;
        };
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    private static String summary(PreflightReport report) {
        long obstacles =
                report.lines().stream().filter(line -> !line.holdsNothingUp()).count();
        return obstacles == 0
                ? "%n%s may begin: %d checks, nothing holds it up%n"
                        .formatted(report.shift(), report.lines().size())
                : "%n%s can't begin: %d of %d checks hold it up%n"
                        .formatted(report.shift(), obstacles, report.lines().size());
    }
}
