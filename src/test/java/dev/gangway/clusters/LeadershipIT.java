package dev.gangway.clusters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gangway.fixture.ClusterFixture;
import dev.gangway.fixture.ClusterFixtures;
import dev.gangway.fixture.Replica;
import dev.gangway.fixture.Routes;
import dev.gangway.fixture.Shift;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two replicas that share a Lease, each with an account's own rights. */
@Tag("clusters")
@ExtendWith(ClusterFixtures.class)
class LeadershipIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ClusterFixture clusters;
    private Replica first;
    private Replica second;

    LeadershipIT(ClusterFixture clusters) {
        this.clusters = clusters;
    }

    @BeforeEach
    void start() {
        first = Replica.on(clusters);
        await().atMost(PATIENCE).until(first::leads);
        second = Replica.on(clusters);
    }

    @AfterEach
    void stop() {
        first.close();
        second.close();
    }

    @Test
    void shouldLetTheSecondGoOnWhereTheFirstHasStopped() {
        Shift shift = Shift.create(clusters, "checkout", "");
        JsonNode before = shift.whenAtLeast(5);
        assertThat(second.leads()).isFalse();
        String holder = lease().getSpec().getHolderIdentity();

        first.close();

        await().atMost(PATIENCE).until(second::leads);
        assertThat(lease().getSpec().getHolderIdentity()).isNotBlank().isNotEqualTo(holder);
        JsonNode after = shift.atRest();
        assertThat(after.path("phase").asText()).isEqualTo("Succeeded");
        assertThat(after.path("epoch").asLong())
                .isGreaterThan(before.path("epoch").asLong());
        for (String cluster : ClusterFixture.MESH) {
            assertThat(Routes.in(clusters, cluster).weights("gangway-checkout")).containsExactly(0, 100);
        }
    }

    @Test
    void shouldLeadAgainByAHigherEpochWhenSomebodyHasDeletedTheLease() {
        Shift shift = Shift.create(clusters, "checkout", "");
        long before = shift.whenAtLeast(1).path("epoch").asLong();

        var unused = clusters.administrator(ClusterFixture.MANAGEMENT)
                .resource(lease())
                .delete();

        await().atMost(PATIENCE).until(() -> first.leads() != second.leads());
        JsonNode after = shift.atRest();
        assertThat(after.path("phase").asText()).isEqualTo("Succeeded");
        assertThat(after.path("epoch").asLong()).isGreaterThan(before);
    }

    private Lease lease() {
        return clusters.administrator(ClusterFixture.MANAGEMENT).leases().inAnyNamespace().list().getItems().stream()
                .filter(lease -> lease.getMetadata().getName().equals("gangway"))
                .findFirst()
                .orElseThrow();
    }
}
