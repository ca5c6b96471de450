package dev.gangway.clusters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gangway.domain.traffic.ServiceRef;
import dev.gangway.fixture.ClusterFixture;
import dev.gangway.fixture.ClusterFixtures;
import dev.gangway.fixture.Replica;
import dev.gangway.fixture.Routes;
import dev.gangway.fixture.Shift;
import dev.gangway.sim.Regression;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The main job, as somebody with kubectl has it. */
@Tag("clusters")
@ExtendWith(ClusterFixtures.class)
class ShiftsIT {
    private static final String ROUTES = "gangway-checkout";

    private final ClusterFixture clusters;
    private Replica gangway;

    ShiftsIT(ClusterFixture clusters) {
        this.clusters = clusters;
    }

    @BeforeEach
    void start() {
        gangway = Replica.on(clusters);
    }

    @AfterEach
    void stop() {
        gangway.close();
    }

    @Test
    void shouldMoveAHealthyServiceInBothClusters() {
        Shift shift = Shift.create(clusters, "checkout", "");

        JsonNode status = shift.atRest();

        assertThat(status.path("phase").asText()).as(status.toPrettyString()).isEqualTo("Succeeded");
        assertThat(status.path("verdict").asText()).isEqualTo("HEALTHY");
        assertStanding(0, 100);
    }

    @Test
    void shouldRollBackAServiceThatFailsAtTheDestination() {
        clusters.traffic()
                .setRegression(new ServiceRef(ClusterFixture.NAMESPACE, "checkout"), new Regression(0.2, 1, 10));
        Shift shift = Shift.create(clusters, "checkout", "");

        JsonNode status = shift.atRest();

        assertThat(status.path("phase").asText()).as(status.toPrettyString()).isEqualTo("RolledBack");
        assertThat(status.path("verdict").asText()).isEqualTo("DEGRADED");
        assertThat(status.at("/reason/text").asText()).contains("requests to eks1 failed", "while k8s2 failed");
        assertStanding(100, 0);
    }

    @Test
    void shouldStandStillWhilePausedAndGoOnWhenResumed() {
        Shift shift = Shift.create(clusters, "checkout", "");
        shift.whenAtLeast(5);

        shift.edit(spec -> spec.put("intent", "Pause"));
        double held = shift.when("Paused").path("destinationPercent").asDouble();
        await().during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(20))
                .until(() -> shift.status().path("destinationPercent").asDouble() == held);
        shift.edit(spec -> spec.put("intent", "Advance"));

        assertThat(shift.atRest().path("phase").asText()).isEqualTo("Succeeded");
        assertStanding(0, 100);
    }

    @Test
    void shouldPromoteRollBackAndBeginAgainAsAPersonWants() {
        Shift shift = Shift.create(clusters, "checkout", "");
        shift.whenAtLeast(1);

        shift.edit(spec -> spec.put("intent", "Promote"));
        shift.whenAtLeast(100);
        shift.edit(spec -> spec.put("intent", "RollBack"));
        shift.when("RolledBack");
        assertStanding(100, 0);
        shift.edit(spec -> spec.put("intent", "Advance").put("attempt", 2));

        shift.when(status -> status.path("attempt").asInt() == 2);
        assertThat(shift.atRest().path("phase").asText()).isEqualTo("Succeeded");
    }

    @Test
    void shouldGoOnAfterARestartWhereItWas() {
        Shift shift = Shift.create(clusters, "checkout", "");
        double reached = shift.whenAtLeast(10).path("destinationPercent").asDouble();

        gangway.close();
        List<Integer> standing = Routes.in(clusters, ClusterFixture.SOURCE).weights(ROUTES);
        gangway = Replica.on(clusters);

        assertThat(standing.get(1)).isGreaterThanOrEqualTo((int) reached);
        assertThat(shift.atRest().path("phase").asText()).isEqualTo("Succeeded");
    }

    @Test
    void shouldPutBackARouteThatAStrangerHasRemoved() {
        Shift shift = Shift.create(clusters, "checkout", "");
        shift.atRest();

        var unused = Routes.in(clusters, ClusterFixture.DESTINATION)
                .virtualService(ROUTES)
                .delete();

        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertStanding(0, 100));
    }

    private void assertStanding(int source, int destination) {
        for (String cluster : ClusterFixture.MESH) {
            assertThat(Routes.in(clusters, cluster).weights(ROUTES)).as(cluster).containsExactly(source, destination);
        }
    }
}
