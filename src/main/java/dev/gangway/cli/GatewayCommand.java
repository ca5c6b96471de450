package dev.gangway.cli;

import dev.gangway.control.gateway.GatewayState;
import dev.gangway.control.gateway.Gateways;
import dev.gangway.domain.traffic.ClusterName;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
        exitCodeList = {
            "0:the gateway is complete",
            "1:it is not, or it could not be asked for",
            "2:wrong usage",
            "4:it was not within --timeout"
        })
final class GatewayCommand extends ServerCommand {
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
        super(outside);
    }

    @Override
    public Integer call() {
        Gateways gateways = outside().gateways(server());
        GatewayState state = make ? made(gateways) : gateways.look(cluster);
        print(output.text(
                outside(), () -> GatewayTable.of(state), () -> outside().json(state)));
        if (state.isComplete()) {
            return ExitCodes.DONE;
        }
        return make ? ExitCodes.TIMED_OUT : ExitCodes.FAILED;
    }

    /** Each time it goes on from what stands. */
    private GatewayState made(Gateways gateways) {
        GatewayState state = new Patience(outside(), Optional.of(timeout))
                .until(() -> told(gateways.make(cluster)), GatewayState::isComplete);
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
}
