package dev.gangway.clusters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.gangway.fixture.ClusterFixture;
import dev.gangway.fixture.ClusterFixtures;
import dev.gangway.fixture.Replica;
import dev.gangway.fixture.Shift;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Gangway as its ServiceAccount: no more than its roles give, and what becomes of it when they are taken away. */
@Tag("clusters")
@Tag("real-api-server")
@ExtendWith(ClusterFixtures.class)
class RightsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int FORBIDDEN = 403;

    private final ClusterFixture clusters;

    RightsIT(ClusterFixture clusters) {
        this.clusters = clusters;
    }

    @Test
    void shouldBeRefusedWhatItsRolesDoNotGive() {
        try (KubernetesClient gangway = clusters.gangway()) {
            assertThatExceptionOfType(KubernetesClientException.class)
                    .isThrownBy(() -> gangway.secrets().inNamespace("shop").list())
                    .satisfies(refusal -> assertThat(refusal.getCode()).isEqualTo(FORBIDDEN));
        }

        assertThat(clusters.refusals())
                .allSatisfy(line -> assertThat(line).isEqualTo("management: list /api/v1/namespaces/shop/secrets"));
    }

    @Test
    void shouldHoldAShiftWhileItsRightsAreTakenAwayAndGoOnAfterwards() {
        KubernetesClient administrator = clusters.administrator(ClusterFixture.DESTINATION);
        ClusterRoleBinding rights = administrator
                .rbac()
                .clusterRoleBindings()
                .withName("gangway-mesh-cluster")
                .get();
        try (Replica gangway = Replica.on(clusters)) {
            Shift shift = Shift.create(clusters, "checkout", "");
            shift.whenAtLeast(5);

            var unused = administrator.resource(rights).delete();
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(gangway.gangway()
                            .clusters()
                            .byName("eks1")
                            .orElseThrow()
                            .problem())
                    .hasValueSatisfying(problem -> assertThat(problem).contains("403", "destinationrules")));
            double held = shift.status().path("destinationPercent").asDouble();
            await().during(Duration.ofSeconds(3))
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> shift.status().path("destinationPercent").asDouble() == held);
            giveBack(rights, administrator);

            assertThat(shift.atRest().path("phase").asText()).isEqualTo("Succeeded");
            assertThat(clusters.refusals()).allSatisfy(line -> assertThat(line).startsWith("eks1: "));
        } finally {
            giveBack(rights, administrator);
        }
    }

    private static void giveBack(ClusterRoleBinding rights, KubernetesClient administrator) {
        rights.getMetadata().setResourceVersion(null);
        rights.getMetadata().setUid(null);
        var unused = administrator.resource(rights).createOr(existing -> existing.update());
    }

    @Test
    void shouldTellOfATokenThatIsKnownToNobodyAndTakeTheNextOne() {
        KubernetesClient management = clusters.administrator(ClusterFixture.MANAGEMENT);
        var place = management.secrets().inNamespace("gangway-system").withName("eks1-kubeconfig");
        Secret good = place.get();
        try (Replica gangway = Replica.on(clusters)) {
            await().atMost(PATIENCE).until(() -> gangway.gangway()
                    .clusters()
                    .byName("eks1")
                    .orElseThrow()
                    .reachable());

            var unused = place.edit(secret -> withToken(secret, "of-nobody"));
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(meshCluster())
                    .contains("can't be followed")
                    .contains("401")
                    .doesNotContain("of-nobody"));
            var again = place.edit(secret -> {
                secret.setData(good.getData());
                return secret;
            });

            assertThat(again.getData()).isEqualTo(good.getData());
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(meshCluster()).doesNotContain("can't be followed"));
        } finally {
            var unused = place.edit(secret -> {
                secret.setData(good.getData());
                return secret;
            });
        }
    }

    private String meshCluster() {
        return Serialization.asJson(clusters.administrator(ClusterFixture.MANAGEMENT)
                .genericKubernetesResources("gangway.dev/v1alpha1", "MeshCluster")
                .withName("eks1")
                .get()
                .getAdditionalProperties()
                .get("status"));
    }

    private static Secret withToken(Secret secret, String token) {
        String kubeconfig =
                new String(Base64.getDecoder().decode(secret.getData().get("kubeconfig")), UTF_8);
        String changed = kubeconfig.replaceFirst("token: \"[^\"]*\"", "token: \"" + token + "\"");
        secret.setData(Map.of("kubeconfig", Base64.getEncoder().encodeToString(changed.getBytes(UTF_8))));
        return secret;
    }
}
