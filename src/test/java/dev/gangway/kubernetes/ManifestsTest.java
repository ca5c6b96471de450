package dev.gangway.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ManifestsTest {
    private static final List<String> READ = List.of("get", "list", "watch");
    private static final List<String> OWN = List.of("create", "delete", "get", "list", "update", "watch");

    static Stream<Path> files() throws IOException {
        return Manifests.files(Manifests.ROOT).stream();
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldParse(Path file) throws IOException {
        List<JsonNode> documents = Manifests.documents(file);

        assertThat(documents).isNotEmpty().allSatisfy(document -> {
            if (document.isArray()) {
                assertThat(document.findValuesAsText("op")).hasSize(document.size());
            } else {
                assertThat(document.path("apiVersion").asText()).isNotEmpty();
                assertThat(document.path("kind").asText()).isNotEmpty();
            }
        });
    }

    @Test
    void shouldAllowInTheManagementClusterOnlyWhatIsDoneThere() throws IOException {
        List<JsonNode> rbac = Manifests.documents(Manifests.ROOT.resolve("rbac.yaml"));

        assertThat(allowed(Manifests.only("ClusterRole", rbac)))
                .isEqualTo(Map.of(
                        "gangway.dev/trafficshifts", OWN,
                        "gangway.dev/trafficshifts/status", List.of("update"),
                        "gangway.dev/meshclusters", READ,
                        "gangway.dev/meshclusters/status", List.of("update"),
                        "gangway.dev/shiftpolicies", READ));
        JsonNode role = Manifests.only("Role", rbac);
        assertThat(role.at("/metadata/namespace").asText()).isEqualTo("gangway-system");
        assertThat(allowed(role)).isEqualTo(Map.of("/secrets", List.of("get")));
    }

    @Test
    void shouldAllowInAMeshClusterOnlyWhatIsDoneThere() throws IOException {
        List<JsonNode> rbac = Manifests.documents(Manifests.ROOT.resolve("mesh-cluster/rbac.yaml"));

        assertThat(allowed(Manifests.only("ClusterRole", rbac)))
                .isEqualTo(Map.of(
                        "/services", READ,
                        "networking.istio.io/destinationrules", OWN,
                        "networking.istio.io/virtualservices", OWN));
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldBindEveryRoleToGangwayAlone(Path file) throws IOException {
        for (JsonNode document : Manifests.documents(file)) {
            if (document.path("kind").asText().endsWith("RoleBinding")) {
                assertThat(document.at("/roleRef/name").asText())
                        .isEqualTo(document.at("/metadata/name").asText());
                assertThat(document.path("subjects")).hasSize(1);
                assertThat(document.at("/subjects/0/kind").asText()).isEqualTo("ServiceAccount");
                assertThat(document.at("/subjects/0/name").asText()).isEqualTo("gangway");
                assertThat(document.at("/subjects/0/namespace").asText()).isEqualTo("gangway-system");
            }
        }
    }

    @Test
    void shouldRunOneGangwayThatCanHarmLittle() throws IOException {
        JsonNode deployment =
                Manifests.documents(Manifests.ROOT.resolve("deployment.yaml")).get(0);
        JsonNode container = deployment.at("/spec/template/spec/containers/0");

        assertThat(deployment.at("/spec/replicas").asInt()).isEqualTo(1);
        assertThat(deployment.at("/spec/strategy/type").asText()).isEqualTo("Recreate");
        assertThat(deployment
                        .at("/spec/template/spec/securityContext/runAsNonRoot")
                        .asBoolean())
                .isTrue();
        assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                .isTrue();
        assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true))
                .isFalse();
        assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/q/health/live");
        assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/q/health/ready");
    }

    /** The verbs, sorted, for each group/resource; wildcards are no more equal to anything than other words. */
    private static Map<String, List<String>> allowed(JsonNode role) {
        Map<String, List<String>> allowed = new TreeMap<>();
        for (JsonNode rule : role.path("rules")) {
            assertThat(rule.fieldNames()).toIterable().containsExactlyInAnyOrder("apiGroups", "resources", "verbs");
            for (String group : words(rule.path("apiGroups"))) {
                for (String resource : words(rule.path("resources"))) {
                    assertThat(allowed.put(group + "/" + resource, words(rule.path("verbs"))))
                            .as("a second rule for %s", resource)
                            .isNull();
                }
            }
        }
        return allowed;
    }

    private static List<String> words(JsonNode array) {
        List<String> words = new ArrayList<>();
        array.forEach(word -> words.add(word.asText()));
        return words.stream().sorted().toList();
    }
}
