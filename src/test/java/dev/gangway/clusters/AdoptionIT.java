package dev.gangway.clusters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.fixture.ClusterFixture;
import dev.gangway.fixture.ClusterFixtures;
import dev.gangway.fixture.Replica;
import dev.gangway.fixture.Routes;
import dev.gangway.fixture.Shift;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Routes that a team has made itself, and what is left when a shift is deleted. */
@Tag("clusters")
@ExtendWith(ClusterFixtures.class)
class AdoptionIT {
    private static final String ROUTES = "gateway-routes";

    private final ClusterFixture clusters;
    private Replica gangway;

    AdoptionIT(ClusterFixture clusters) {
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
    void shouldDivideTheRoutesThatStandAndPutThemBackByteForByte() {
        Map<String, String> before = texts();
        Shift shift = Shift.create(clusters, "gateway", ", onDelete: Restore");

        shift.whenAtLeast(5);
        for (String cluster : ClusterFixture.MESH) {
            assertThat(Routes.in(clusters, cluster).weights(ROUTES)).as(cluster).hasSize(2);
            assertThat(Routes.in(clusters, cluster).gangways()).containsExactly("DestinationRule gangway-gateway");
        }
        shift.delete();
        await().atMost(Duration.ofMinutes(1)).until(() -> shift.read().isEmpty());

        assertThat(texts()).isEqualTo(before);
        ClusterFixture.MESH.forEach(
                cluster -> assertThat(Routes.in(clusters, cluster).gangways()).isEmpty());
    }

    @Test
    void shouldLeaveWhatTheTeamWritesMeanwhile() {
        Shift shift = Shift.create(clusters, "gateway", ", onDelete: Restore");
        shift.whenAtLeast(1);

        setTimeout("17s");
        shift.whenAtLeast(10);
        assertTimeout("17s");
        shift.delete();
        await().atMost(Duration.ofMinutes(1)).until(() -> shift.read().isEmpty());

        assertTimeout("17s");
        ClusterFixture.MESH.forEach(
                cluster -> assertThat(Routes.in(clusters, cluster).weights(ROUTES))
                        .as(cluster)
                        .hasSize(1));
    }

    @Test
    void shouldHoldAShiftThatRestoresUntilItHas() {
        Shift shift = Shift.create(clusters, "checkout", ", onDelete: Restore");
        shift.whenAtLeast(1);
        assertThat(shift.read().orElseThrow().at("/metadata/finalizers").toString())
                .contains("gangway.dev/");

        gangway.close();
        shift.delete();
        assertThat(shift.read().orElseThrow().at("/metadata/deletionTimestamp").asText())
                .isNotEmpty();
        gangway = Replica.on(clusters);

        await().atMost(Duration.ofMinutes(1)).until(() -> shift.read().isEmpty());
        ClusterFixture.MESH.forEach(
                cluster -> assertThat(Routes.in(clusters, cluster).gangways()).isEmpty());
    }

    @Test
    void shouldLeaveTheRoutesOfAShiftThatKeepsThem() {
        Shift shift = Shift.create(clusters, "checkout", "");
        shift.whenAtLeast(5);
        shift.edit(spec -> spec.put("intent", "Pause"));
        shift.when("Paused");
        List<Integer> standing = Routes.in(clusters, ClusterFixture.SOURCE).weights("gangway-checkout");

        shift.delete();
        await().atMost(Duration.ofMinutes(1)).until(() -> shift.read().isEmpty());

        assertThat(standing).hasSize(2);
        ClusterFixture.MESH.forEach(
                cluster -> assertThat(Routes.in(clusters, cluster).weights("gangway-checkout"))
                        .isEqualTo(standing));
    }

    /** All of the routes but what the API server itself counts up. */
    private Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        for (String cluster : ClusterFixture.MESH) {
            ObjectNode routes =
                    (ObjectNode) Routes.in(clusters, cluster).tree(ROUTES).orElseThrow();
            routes.withObject("/metadata").remove(List.of("resourceVersion", "generation", "managedFields"));
            texts.put(cluster, routes.toString());
        }
        return texts;
    }

    private void setTimeout(String timeout) {
        for (String cluster : ClusterFixture.MESH) {
            Routes.in(clusters, cluster).edit(ROUTES, routes -> routes.at("/spec/http")
                    .forEach(route -> ((ObjectNode) route).put("timeout", timeout)));
        }
    }

    private void assertTimeout(String timeout) {
        List<String> timeouts = new ArrayList<>();
        for (String cluster : ClusterFixture.MESH) {
            for (JsonNode route :
                    Routes.in(clusters, cluster).tree(ROUTES).orElseThrow().at("/spec/http")) {
                timeouts.add(route.path("timeout").asText());
            }
        }
        assertThat(timeouts).hasSize(4).containsOnly(timeout);
    }
}
