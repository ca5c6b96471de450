package dev.gangway.cli;

import dev.gangway.control.decommission.DecommissionReport;
import dev.gangway.control.decommission.Finding;
import java.util.List;

/** What still uses a cluster, for people: each kind with its findings, and each finding with the way out. */
final class DecommissionTable {
    private DecommissionTable() {}

    static String of(DecommissionReport report) {
        StringBuilder table = new StringBuilder();
        for (Finding.Kind kind : Finding.Kind.values()) {
            List<Finding> findings = of(kind, report.findings());
            List<Finding> unknown = of(kind, report.unknown());
            if (!findings.isEmpty() || !unknown.isEmpty()) {
                table.append("%s%n".formatted(kind.slug()));
            }
            append(table, "  ", findings);
            append(table, "  UNKNOWN  ", unknown);
        }
        return table.append(summary(report)).toString();
    }

    private static List<Finding> of(Finding.Kind kind, List<Finding> findings) {
        return findings.stream().filter(finding -> finding.kind() == kind).toList();
    }

    /** A way out that several have is told once, behind the last of them. */
    private static void append(StringBuilder table, String indent, List<Finding> findings) {
        for (int index = 0; index < findings.size(); index++) {
            Finding finding = findings.get(index);
            table.append("%s%s: %s%n".formatted(indent, finding.object(), finding.seen()));
            boolean isLast = index + 1 == findings.size()
                    || !findings.get(index + 1).todo().equals(finding.todo());
            if (isLast) {
                table.append("    -> %s%n".formatted(finding.todo()));
            }
        }
    }

    private static String summary(DecommissionReport report) {
        if (report.isEmpty()) {
            return "nothing has used %s for %d days: it can be switched off%n"
                    .formatted(report.cluster(), report.days());
        }
        return "%n%s is not empty: %d findings, %d that can't be known%n"
                .formatted(
                        report.cluster(),
                        report.findings().size(),
                        report.unknown().size());
    }
}
