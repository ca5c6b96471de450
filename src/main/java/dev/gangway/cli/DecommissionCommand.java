package dev.gangway.cli;

import dev.gangway.control.RefusedException;
import dev.gangway.control.decommission.DecommissionReport;
import dev.gangway.domain.traffic.ClusterName;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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
final class DecommissionCommand implements Callable<Integer> {
    private final Outside outside;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ServerOptions server;

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
        this.outside = outside;
    }

    @Override
    public Integer call() {
        try {
            DecommissionReport report = outside.decommissions(server.address()).report(cluster, days);
            PrintWriter out = spec.commandLine().getOut();
            out.print(output.isJson() ? outside.json(report) + "\n" : DecommissionTable.of(report));
            out.flush();
            return report.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
        } catch (RefusedException refused) {
            spec.commandLine().getErr().println("refused: " + refused.getMessage());
            return ExitCode.SOFTWARE;
        } catch (ServerUnreachableException unreachable) {
            spec.commandLine().getErr().println("failed: " + unreachable.getMessage());
            return ExitCode.SOFTWARE;
        }
    }
}
