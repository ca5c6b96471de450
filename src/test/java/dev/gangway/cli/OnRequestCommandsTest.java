package dev.gangway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.control.RefusedException;
import dev.gangway.control.decommission.DecommissionReport;
import dev.gangway.control.decommission.Finding;
import dev.gangway.control.gateway.GatewayState;
import dev.gangway.control.gateway.GatewayState.Part;
import dev.gangway.control.gateway.GatewayState.Standing;
import dev.gangway.control.gateway.Gateways;
import dev.gangway.control.remotesecret.RemoteSecretRequest;
import dev.gangway.control.remotesecret.RemoteSecretState;
import dev.gangway.control.remotesecret.RemoteSecretState.Outcome;
import dev.gangway.domain.traffic.ClusterName;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands that do something with clusters when somebody asks for it. */
class OnRequestCommandsTest {
    private static final Part SERVICE = new Part("Service", "istio-system/istio-eastwestgateway", Standing.MISSING, "");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final MadeUpOutside outside = new MadeUpOutside();
    private final List<RemoteSecretRequest> asked = new ArrayList<>();

    @Test
    void shouldShowAGatewayAndSayWhatItLacks() {
        outside.gateways = gateways("no pod is ready");

        assertThat(gangway("gateway --cluster eks1")).isEqualTo(1);

        assertThat(out.toString())
                .contains("Service", "missing", "istio-system/istio-eastwestgateway")
                .contains("net1 is not reached through an east-west gateway: no pod is ready");
    }

    @Test
    void shouldMakeAGatewayAndTellEachThingThatItWaitsForOnce() {
        outside.gateways = gateways("no pod is ready", "no pod is ready", "no address yet", "");

        assertThat(gangway("gateway --cluster eks1 --make")).isZero();

        assertThat(err.toString().lines()).containsExactly("waiting: no pod is ready", "waiting: no address yet");
        assertThat(out.toString()).contains("203.0.113.7", "net1 is reached through its east-west gateway");
    }

    @Test
    void shouldSayWhatIsMissingWhenTheTimeIsOver() {
        outside.gateways = gateways("no address yet");
        var began = outside.clock().instant();

        assertThat(gangway("gateway --cluster eks1 --make --timeout 30s")).isEqualTo(4);

        assertThat(outside.clock().instant()).isEqualTo(began.plusSeconds(30));
        assertThat(err.toString()).contains("given up after 30 s; run it again to go on");
        assertThat(out.toString()).contains("no address yet");
    }

    @Test
    void shouldNotAskAgainForWhatIsRefused() {
        outside.gateways = new Gateways() {
            @Override
            public GatewayState look(ClusterName cluster) {
                throw new AssertionError("only made");
            }

            @Override
            public GatewayState make(ClusterName cluster) {
                throw new RefusedException(RefusedException.Kind.CONFLICT, "cluster", "would break it");
            }
        };

        assertThat(gangway("gateway --cluster eks1 --make")).isEqualTo(1);

        assertThat(err.toString()).isEqualToIgnoringNewLines("refused: would break it");
    }

    @Test
    void shouldWaitForATokenAndShowWhatWasMade() {
        outside.remoteSecrets = request -> {
            asked.add(request);
            return asked.size() < 3
                    ? secret(Outcome.WAITING, Optional.of("no token yet"))
                    : secret(Outcome.MADE, Optional.empty());
        };

        assertThat(gangway("remote-secret --cluster eks1 --in k8s2 --api-server https://a.example --replace"))
                .isZero();

        assertThat(asked).hasSize(3).containsOnly(request());
        assertThat(out.toString())
                .isEqualToIgnoringNewLines(
                        "Secret istio-system/istio-remote-secret-eks1 in k8s2 has been made: istiod reads eks1 at https://a.example");
    }

    @Test
    void shouldGiveUpWaitingForAToken() {
        outside.remoteSecrets = request -> secret(Outcome.WAITING, Optional.of("no token yet"));

        assertThat(gangway("remote-secret --cluster eks1 --in k8s2 --timeout 4s"))
                .isEqualTo(4);

        assertThat(err.toString()).contains("given up after 4 s: no token yet");
    }

    @Test
    void shouldSayThatAnEmptyClusterCanBeSwitchedOff() {
        outside.decommissions = (cluster, days) -> new DecommissionReport(cluster, days, List.of(), List.of());

        assertThat(gangway("decommission-report --cluster k8s2 --days 30")).isZero();

        assertThat(out.toString())
                .isEqualToIgnoringNewLines("nothing has used k8s2 for 30 days: it can be switched off");
    }

    @Test
    void shouldTellWhatUsesAClusterAndWhatIsNotKnown() {
        Finding weights = new Finding(Finding.Kind.WEIGHTS, "VirtualService a", "sends", "set it to 0");
        Finding more = new Finding(Finding.Kind.WEIGHTS, "VirtualService b", "sends", "set it to 0");
        Finding unknown = new Finding(Finding.Kind.INGRESS, "cluster k8s2", "it does not answer", "ask again");
        outside.decommissions =
                (cluster, days) -> new DecommissionReport(cluster, days, List.of(more, weights), List.of(unknown));

        assertThat(gangway("decommission-report --cluster k8s2")).isEqualTo(1);

        assertThat(out.toString().lines())
                .containsExactly(
                        "weights",
                        "  VirtualService a: sends",
                        "  VirtualService b: sends",
                        "    -> set it to 0",
                        "ingress",
                        "  UNKNOWN  cluster k8s2: it does not answer",
                        "    -> ask again",
                        "",
                        "k8s2 is not empty: 2 findings, 1 that can't be known");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            gateway                                           | Missing required option: '--cluster=CLUSTER'
            gateway --cluster EKS1                            | must be a DNS label
            gateway --cluster eks1 --timeout soon             | 'soon' is no time: write 30s, 5m or 1h
            remote-secret --cluster eks1                      | Missing required option: '--in=CLUSTER'
            decommission-report --cluster k8s2 --days many    | Invalid value for option '--days'
            """)
    void shouldTellWrongUsage(String arguments, String words) {
        assertThat(gangway(arguments)).isEqualTo(2);

        assertThat(err.toString()).contains(words);
    }

    private static RemoteSecretRequest request() {
        return new RemoteSecretRequest(
                new ClusterName("eks1"), new ClusterName("k8s2"), Optional.of("https://a.example"), true);
    }

    private static RemoteSecretState secret(Outcome outcome, Optional<String> waitingFor) {
        return new RemoteSecretState(
                new ClusterName("eks1"),
                new ClusterName("k8s2"),
                "istio-system/istio-remote-secret-eks1",
                "https://a.example",
                outcome,
                waitingFor);
    }

    /** Lacks one after the other, the last for ever; empty = nothing. */
    private static Gateways gateways(String... lacks) {
        return new Gateways() {
            private int asked;

            @Override
            public GatewayState look(ClusterName cluster) {
                return make(cluster);
            }

            @Override
            public GatewayState make(ClusterName cluster) {
                Optional<String> lack =
                        Optional.of(lacks[Math.min(asked++, lacks.length - 1)]).filter(words -> !words.isEmpty());
                List<String> addresses = lack.isEmpty() ? List.of("203.0.113.7") : List.of();
                return new GatewayState(cluster, "net1", List.of(SERVICE), addresses, Optional.empty(), lack);
            }
        };
    }

    private int gangway(String arguments) {
        return new CommandLineInterface(outside, new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(arguments.split(" "));
    }
}
