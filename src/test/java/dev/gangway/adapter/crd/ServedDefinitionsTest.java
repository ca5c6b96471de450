package dev.gangway.adapter.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gangway.adapter.Gate;
import dev.gangway.sim.SimulatedMesh;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServedDefinitionsTest {
    private static final String SHIFTS = "GET /apis/gangway.dev/v1alpha1/trafficshifts";

    private final SimulatedMesh mesh = SimulatedMesh.start(SimulatedMesh.Settings.of(Clock.systemUTC(), 1));
    private final Gate gate = new Gate(mesh.apiServers().get("management"));
    private final KubernetesClient client = new KubernetesClientBuilder()
            .withConfig(new ConfigBuilder()
                    .withMasterUrl(gate.address().toString())
                    .withRequestRetryBackoffLimit(0)
                    .build())
            .build();

    @AfterEach
    void stop() {
        client.close();
        gate.close();
        mesh.close();
    }

    @Test
    void shouldWaitWhileAnApiServerMakesRoomForANewKind() {
        gate.refuse(SHIFTS, 429, "storage is (re)initializing");
        gate.beforeNext(SHIFTS, () -> gate.beforeNext(SHIFTS, gate::admitAll));

        ServedDefinitions.await(client);

        assertThat(gate.isWaiting()).isFalse();
        assertThat(client.resources(TrafficShift.class).inAnyNamespace().list().getItems())
                .isEmpty();
    }

    @Test
    void shouldNotWaitForRightsThatSomebodyMustGiveFirst() {
        gate.refuse(SHIFTS, 403, "trafficshifts is forbidden");

        assertThatExceptionOfType(KubernetesClientException.class)
                .isThrownBy(() -> ServedDefinitions.await(client))
                .withMessageContaining("trafficshifts is forbidden");
    }
}
