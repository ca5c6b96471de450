package dev.gangway.adapter.istio;

import static dev.gangway.adapter.istio.Plans.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.domain.shift.RouteTarget;
import dev.gangway.domain.shift.RouteTarget.Stage;
import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A leader that was stopped and goes on after another has taken its place can overwrite nothing. */
class LateLeaderTest {
    private static final RouteTarget PIN = target(Stage.ROUTES, 0);
    private static final RouteTarget FIVE = target(Stage.ROUTES, 50);

    private Mesh mesh;

    @BeforeEach
    void start() {
        mesh = Mesh.started();
        mesh.stand(PIN);
    }

    @AfterEach
    void stop() {
        mesh.close();
    }

    @Test
    void shouldWriteNothingWithoutLeadership() {
        Map<String, List<Integer>> before = mesh.weights();
        mesh.leadership.lose();

        assertThat(mesh.apply(FIVE).values()).allSatisfy(outcome -> {
            assertThat(outcome.writes()).isZero();
            assertThat(outcome.failure()).contains("this replica does not lead any more");
        });
        assertThat(mesh.weights()).isEqualTo(before);
    }

    @Test
    void shouldLeaveAloneWhatALaterLeaderHasWritten() {
        mesh.apply(FIVE, 7);
        mesh.apply(PIN, 8);

        assertThat(mesh.apply(FIVE, 7).values()).allSatisfy(outcome -> {
            assertThat(outcome.writes()).isZero();
            assertThat(outcome.failure().orElseThrow())
                    .contains("was written in epoch 8, after the decision of epoch 7");
        });
        assertThat(mesh.weights().values()).containsOnly(List.of(100, 0));
    }

    @Test
    void shouldMakeAPredecessorsWriteConflictEvenWhereItsSuccessorWantsWhatStands() {
        VirtualService read = mesh.routes("eks1").orElseThrow();
        assertThat(mesh.router
                        .view(Plans.CHECKOUT, Optional.of(PIN), 8)
                        .get(Plans.EKS1)
                        .showsTarget())
                .as("the write of a predecessor may still be on its way")
                .isFalse();

        mesh.apply(PIN, 8);

        read.getSpec().getHttp().get(0).getRoute().get(1).setWeight(5);
        read.getSpec().getHttp().get(0).getRoute().get(0).setWeight(95);
        assertThatThrownBy(() -> mesh.client("eks1").resource(read).update())
                .isInstanceOfSatisfying(KubernetesClientException.class, refused -> assertThat(refused.getCode())
                        .isEqualTo(409));
        assertThat(mesh.weights().get("eks1")).isEqualTo(List.of(100, 0));
    }

    @Test
    void shouldMarkWhatItWritesOnceAndNotAgain() {
        mesh.apply(FIVE, 7);

        assertThat(mesh.apply(FIVE, 7).values())
                .allSatisfy(outcome -> assertThat(outcome.writes()).isZero());
        assertThat(mesh.routes("k8s2").orElseThrow().getMetadata().getAnnotations())
                .containsEntry("gangway.dev/epoch", "7");
    }
}
