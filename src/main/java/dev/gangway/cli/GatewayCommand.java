package dev.gangway.cli;

import dev.gangway.control.RefusedException;
import dev.gangway.control.gateway.GatewayState;
import dev.gangway.control.gateway.Gateways;
import dev.gangway.domain.traffic.ClusterName;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gangway gateway}: a cluster's east-west gateway. */
@Command(
        name = "gateway",
        description = {
            "Looks at a cluster's east-west gateway, through which the other clusters of the mesh reach its pods, and makes it on"
                    + " request. What is not Gangway's is never touched."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  gangway gateway --cluster eks1", "  gangway gateway --cluster eks1 --make --timeout 10m"},
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the gateway is complete", "1:it is not, or it could not be asked for", "2:wrong usage"})
final class GatewayCommand implements Callable<Integer> {
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

    @Option(names = "--make", description = "Make what is missing, mend what is ours, and wait until it is reached.")
    private boolean make;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "5m",
            converter = Patience.Reader.class,
            description = "How long to wait; default: ${DEFAULT-VALUE}.")
    private Duration timeout;

    private Optional<String> told = Optional.empty();

    GatewayCommand(Outside outside) {
        this.outside = outside;
    }

    @Override
    public Integer call() {
        try {
            Gateways gateways = outside.gateways(server.address());
            GatewayState state = make ? made(gateways) : gateways.look(cluster);
            PrintWriter out = spec.commandLine().getOut();
            out.print(output.isJson() ? outside.json(state) + "\n" : GatewayTable.of(state));
            out.flush();
            return state.isComplete() ? ExitCode.OK : ExitCode.SOFTWARE;
        } catch (RefusedException refused) {
            talk("refused: " + refused.getMessage());
            return ExitCode.SOFTWARE;
        } catch (ServerUnreachableException unreachable) {
            talk("failed: " + unreachable.getMessage());
            return ExitCode.SOFTWARE;
        }
    }

    /** Each time it goes on from what stands. */
    private GatewayState made(Gateways gateways) {
        GatewayState state =
                new Patience(outside, timeout).until(() -> told(gateways.make(cluster)), GatewayState::isComplete);
        if (!state.isComplete()) {
            talk("given up after %d s; run it again to go on".formatted(timeout.toSeconds()));
        }
        return state;
    }

    private GatewayState told(GatewayState state) {
        if (!state.lacking().equals(told)) {
            state.lacking().ifPresent(lack -> talk("waiting: " + lack));
            told = state.lacking();
        }
        return state;
    }

    private void talk(String words) {
        spec.commandLine().getErr().println(words);
    }
}
