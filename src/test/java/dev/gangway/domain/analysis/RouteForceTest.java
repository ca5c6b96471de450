package dev.gangway.domain.analysis;

import static dev.gangway.domain.analysis.Samples.EKS1;
import static dev.gangway.domain.analysis.Samples.K8S2;
import static dev.gangway.domain.analysis.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.domain.traffic.TrafficSplit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteForceTest {
    private static final TrafficSplit SPLIT = Samples.toDestination(50);

    private RouteForce force = RouteForce.NONE;
    private int windows;

    @Test
    void shouldSayWhoseShareDiffersFromWhatTheRoutesSayAndTheWayOut() {
        look(sent("eks1", 950, 50), sent("k8s2", 769, 471));

        assertThat(force.difference(SPLIT))
                .contains(new ShareDifference(
                        START,
                        "clients in k8s2 send 38 % of 1,240 requests to eks1 where the routes say 5 %; look for routes of"
                                + " their own (a private VirtualService in their namespace, an ingress gateway's) and for"
                                + " proxies that are not in sync (istioctl proxy-status)"));
    }

    @Test
    void shouldNameAllClientsThatDiffer() {
        look(sent("eks1", 1000, 0), sent("k8s2", 769, 471));

        assertThat(force.difference(SPLIT).orElseThrow().sentence())
                .startsWith("clients in eks1 send 0 % of 1,000 requests to eks1, clients in k8s2 send 38 % of 1,240"
                        + " requests to eks1 where the routes say 5 %;");
    }

    @Test
    void shouldSayNothingWhereClientsFollowOrAreNotKnown() {
        look(sent("eks1", 950, 50), sent("k8s2", 1180, 60));
        look();
        look(sent("k8s2", 0, 0));

        assertThat(force.difference(SPLIT)).isEmpty();
    }

    @Test
    void shouldRememberSinceWhenItDiffersWithoutABreak() {
        look(sent("k8s2", 950, 50));
        look(sent("k8s2", 600, 400));
        look(sent("k8s2", 600, 400));
        ShareDifference difference = force.difference(SPLIT).orElseThrow();

        assertThat(difference.since()).isEqualTo(START.plusSeconds(10));
        assertThat(difference.hasLasted(Duration.ofSeconds(20), START.plusSeconds(30)))
                .isFalse();
        assertThat(difference.hasLasted(Duration.ofSeconds(20), START.plusMillis(30_001)))
                .isTrue();

        look(sent("k8s2", 950, 50));
        look(sent("k8s2", 950, 50));
        assertThat(force.difference(SPLIT)).isEmpty();
        look(sent("k8s2", 600, 400));
        assertThat(force.difference(SPLIT).orElseThrow().since()).isEqualTo(START.plusSeconds(50));
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 100, 1000, 10_000})
    void shouldForgetSoonWhatWasBeforeTheRoutesCameIntoForce(int perWindow) {
        for (int i = 0; i < 100; i++) {
            look(sent("k8s2", perWindow * 6 / 10, perWindow * 4 / 10));
        }
        assertThat(force.difference(SPLIT)).isPresent();

        // what is enough at 5 %, 400 requests, twice; and a window more
        for (int i = 0; i <= Math.max(1, 2 * 400 / perWindow); i++) {
            look(sent("k8s2", perWindow - perWindow / 20, perWindow / 20));
        }
        assertThat(force.difference(SPLIT)).isEmpty();
    }

    @Test
    void shouldGatherTheFewRequestsOfAQuietService() {
        for (int i = 0; i < 9; i++) {
            look(sent("k8s2", 1, 1));
        }
        assertThat(force.difference(SPLIT)).isPresent();
        assertThat(force.byClients().get("k8s2").seen()).isEqualTo(new Share(9, 18));
    }

    private void look(ClientCounts... counts) {
        force = force.plus(
                new MetricWindow(
                        START.plusSeconds(10L * windows),
                        START.plusSeconds(10L * ++windows),
                        Map.of(),
                        0,
                        List.of(counts)),
                SPLIT);
    }

    private static ClientCounts sent(String clients, long toSource, long toDestination) {
        return new ClientCounts(clients, Map.of(K8S2, toSource, EKS1, toDestination), 0);
    }
}
