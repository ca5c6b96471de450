package dev.gangway.clusters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.control.Preflight.Result;
import dev.gangway.control.PreflightReport;
import dev.gangway.control.ShiftDraft;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.Protocol;
import dev.gangway.fixture.ClusterFixture;
import dev.gangway.fixture.ClusterFixtures;
import dev.gangway.fixture.Replica;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What Gangway reads of the clusters before it moves anything. */
@Tag("clusters")
@ExtendWith(ClusterFixtures.class)
class PreflightIT {
    private final ClusterFixture clusters;
    private Replica gangway;

    PreflightIT(ClusterFixture clusters) {
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
    void shouldPassEveryCheckOnAMeshThatIsInOrder() {
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(notPassed(preflight("checkout")))
                .isEmpty());
        assertThat(preflight("checkout").lines()).hasSizeGreaterThan(20);
    }

    @Test
    void shouldSayWhatHoldsAServiceUpThatCantBeMoved() {
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(notPassed(preflight("events")))
                .anyMatch(line -> line.startsWith("FAIL service-in-k8s2") && line.contains("is headless")));
        assertThat(preflight("events").mayBegin()).isFalse();
    }

    @Test
    void shouldTellInTheMeshClustersThatTheyCanBeReached() {
        for (String cluster : ClusterFixture.MESH) {
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> Serialization.asJson(clusters.administrator(ClusterFixture.MANAGEMENT)
                                    .genericKubernetesResources("gangway.dev/v1alpha1", "MeshCluster")
                                    .withName(cluster)
                                    .get())
                            .contains("\"lastAnswer\""));
            assertThat(gangway.gangway()
                            .clusters()
                            .byName(cluster)
                            .orElseThrow()
                            .reachable())
                    .isTrue();
        }
    }

    private PreflightReport preflight(String service) {
        return gangway.gangway()
                .commands()
                .preflight(new ShiftDraft(
                        new ShiftId(ClusterFixture.NAMESPACE, service),
                        service,
                        ClusterFixture.SOURCE,
                        ClusterFixture.DESTINATION,
                        Optional.empty(),
                        List.of(),
                        false,
                        ShiftPlan.Mode.SHIFT,
                        Protocol.HTTP,
                        "somebody"));
    }

    private static List<String> notPassed(PreflightReport report) {
        return report.lines().stream()
                .map(PreflightReport.Line::check)
                .filter(check -> check.result() != Result.PASS)
                .map(check -> "%s %s: %s".formatted(check.result(), check.id(), check.words()))
                .toList();
    }
}
