package dev.gangway.cli;

import dev.gangway.control.decommission.DecommissionReport;
import dev.gangway.domain.traffic.ClusterName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gangway decommission-report}: whether a cluster can be switched off. */
@Command(
        name = "decommission-report",
        description = {
            "Says what still uses a cluster: callers without a proxy, other requests, routes, shifts, gateways and ways in from"
                    + " outside. Writes nothing."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  gangway decommission-report --cluster k8s2",
            "  gangway decommission-report --cluster k8s2 --days 30 -o json"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing uses it, and all could be looked at",
            "1:something does, or may, or the report could not be asked for",
            "2:wrong usage"
        })
final class DecommissionCommand extends ServerCommand {
    @Mixin
    private OutputOption output;

    @Option(
            names = "--cluster",
            required = true,
            paramLabel = "CLUSTER",
            converter = Clusters.class,
            description = "A MeshCluster.")
    private ClusterName cluster;

    @Option(
            names = "--days",
            paramLabel = "DAYS",
            defaultValue = "" + DecommissionReport.USUAL_DAYS,
            description =
                    "Of the past that count, 1 to " + DecommissionReport.MOST_DAYS + "; default: ${DEFAULT-VALUE}.")
    private int days;

    DecommissionCommand(Outside outside) {
        super(outside);
    }

    @Override
    public Integer call() {
        DecommissionReport report = outside().decommissions(server()).report(cluster, days);
        print(output.text(
                outside(), () -> DecommissionTable.of(report), () -> outside().json(report)));
        return report.isEmpty() ? ExitCodes.DONE : ExitCodes.FAILED;
    }
}
