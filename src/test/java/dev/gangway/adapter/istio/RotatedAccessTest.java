package dev.gangway.adapter.istio;

import static dev.gangway.adapter.istio.Plans.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.adapter.Gate;
import dev.gangway.adapter.cluster.Member;
import dev.gangway.domain.shift.ClusterView;
import dev.gangway.domain.shift.RouteTarget;
import dev.gangway.domain.shift.RouteTarget.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A cluster whose kubeconfig is rotated while a shift runs. */
class RotatedAccessTest {
    private static final RouteTarget FIVE = target(Stage.ROUTES, 50);
    private static final RouteTarget BASELINE = target(Stage.ROUTES, 0);

    private final Mesh mesh = Mesh.started();

    @AfterEach
    void stop() {
        mesh.close();
    }

    @Test
    void shouldSeeTheTargetStandAllTheWhile() {
        mesh.stand(FIVE);
        Member before = mesh.registry.find(Plans.EKS1).orElseThrow();
        Gate other = new Gate(mesh.simulated.apiServers().get("eks1"));
        List<ClusterView> unexpected = new ArrayList<>();

        mesh.access("eks1", other);
        await().pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofSeconds(60))
                .until(() -> {
                    ClusterView view = mesh.view("eks1", Optional.of(FIVE));
                    if (!view.showsTarget()) {
                        unexpected.add(view);
                    }
                    return before.reads().isShutdown();
                });

        assertThat(unexpected).isEmpty();
        mesh.gates.put("eks1", other).close();
        assertThat(mesh.apply(BASELINE).get("eks1").failure()).isEmpty();
        mesh.awaitShown(BASELINE);
    }
}
