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
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ManifestsTest {
    private static final List<String> READ = List.of("get", "list", "watch");
    private static final List<String> MAKE = List.of("create", "get", "update");
    private static final List<String> WATCH = List.of("list", "watch");
    private static final List<String> LOOK = List.of("list");
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
                        "gangway.dev/shiftpolicies", READ,
                        "events.k8s.io/events", List.of("create"),
                        "authentication.k8s.io/tokenreviews", List.of("create"),
                        "authorization.k8s.io/subjectaccessreviews", List.of("create")));
        JsonNode role = Manifests.only("Role", rbac);
        assertThat(role.at("/metadata/namespace").asText()).isEqualTo("gangway-system");
        assertThat(allowed(role)).isEqualTo(Map.of("/secrets", List.of("get")));
    }

    @Test
    void shouldMountTheWebhooksTokenWhereItIsReadAndStartWithoutOne() throws IOException {
        JsonNode pod = Manifests.documents(Manifests.ROOT.resolve("deployment.yaml"))
                .get(0)
                .at("/spec/template/spec");
        JsonNode container = pod.at("/containers/0");
        JsonNode volume = named("webhook", pod.path("volumes"));
        JsonNode mount = named("webhook", container.path("volumeMounts"));

        assertThat(volume.at("/secret/secretName").asText()).isEqualTo("gangway-webhook");
        assertThat(volume.at("/secret/optional").asBoolean()).isTrue();
        assertThat(mount.path("readOnly").asBoolean()).isTrue();
        // A file that is mounted by a subPath would stay as it was when the Secret is another.
        assertThat(mount.has("subPath")).isFalse();
        assertThat(named("GANGWAY_ALERTS_TOKEN_FILE", container.path("env"))
                        .path("value")
                        .asText())
                .isEqualTo(mount.path("mountPath").asText() + "/token");
    }

    private static JsonNode named(String name, JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(one -> one.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing is named " + name));
    }

    @Test
    void shouldAllowNoLeaseButTheOneOfLeadership() throws IOException {
        JsonNode role = Manifests.only("Role", Manifests.documents(Manifests.ROOT.resolve("leadership.yaml")));

        assertThat(role.at("/metadata/namespace").asText()).isEqualTo("gangway-system");
        assertThat(allowed(role))
                .isEqualTo(Map.of(
                        "coordination.k8s.io/leases", List.of("create"),
                        "coordination.k8s.io/leases gangway", List.of("get", "list", "update", "watch")));
    }

    @Test
    void shouldAllowInAMeshClusterOnlyWhatIsDoneThere() throws IOException {
        List<JsonNode> rbac = Manifests.documents(Manifests.ROOT.resolve("mesh-cluster/rbac.yaml"));

        assertThat(allowed(Manifests.only("ClusterRole", rbac)))
                .isEqualTo(Map.ofEntries(
                        Map.entry("/services", READ),
                        Map.entry("networking.istio.io/destinationrules", OWN),
                        Map.entry("networking.istio.io/virtualservices", OWN),
                        Map.entry("/namespaces", List.of("get")),
                        Map.entry("/pods", LOOK),
                        Map.entry("/configmaps istio-ca-root-cert", List.of("get")),
                        Map.entry("discovery.k8s.io/endpointslices", WATCH),
                        Map.entry("apps/deployments", WATCH),
                        Map.entry("apps/statefulsets", WATCH),
                        Map.entry("argoproj.io/rollouts", WATCH),
                        Map.entry("keda.sh/scaledobjects", WATCH),
                        Map.entry("policy/poddisruptionbudgets", LOOK),
                        Map.entry("autoscaling/horizontalpodautoscalers", WATCH),
                        Map.entry("networking.istio.io/gateways", LOOK),
                        Map.entry("gateway.networking.k8s.io/gateways", LOOK),
                        Map.entry("networking.k8s.io/ingresses", LOOK),
                        Map.entry("security.istio.io/peerauthentications", LOOK),
                        Map.entry("admissionregistration.k8s.io/mutatingwebhookconfigurations", LOOK)));
        JsonNode role = Manifests.only("Role", rbac);
        assertThat(role.at("/metadata/namespace").asText()).isEqualTo("istio-system");
        assertThat(allowed(role)).isEqualTo(Map.of("/configmaps", LOOK, "apps/deployments", LOOK));
    }

    @Test
    void shouldAllowSecretsOfIstiosNamespaceByARoleThatCanBeLeftOut() throws IOException {
        JsonNode role =
                Manifests.only("Role", Manifests.documents(Manifests.ROOT.resolve("mesh-cluster/remote-secrets.yaml")));

        assertThat(role.at("/metadata/namespace").asText()).isEqualTo("istio-system");
        assertThat(allowed(role)).isEqualTo(Map.of("/secrets", List.of("get", "list")));
    }

    @Test
    void shouldAllowToRaiseMinimumsOnlyWhereThatIsWanted() throws IOException {
        List<JsonNode> rbac = Manifests.documents(Manifests.ROOT.resolve("mesh-cluster-prewarm/rbac.yaml"));

        assertThat(allowed(Manifests.only("ClusterRole", rbac)))
                .isEqualTo(Map.of(
                        "autoscaling/horizontalpodautoscalers", List.of("get", "update"),
                        "keda.sh/scaledobjects", List.of("get", "update")));
    }

    @Test
    void shouldAllowWithEnrolmentOnlyWhatThatDoes() throws IOException {
        List<JsonNode> rbac = Manifests.documents(Manifests.ROOT.resolve("mesh-cluster-enrolment/rbac.yaml"));
        List<String> list = List.of("list");
        List<String> restart = List.of("get", "list", "update");

        assertThat(allowed(Manifests.only("ClusterRole", rbac)))
                .isEqualTo(Map.of(
                        "/namespaces", restart,
                        "/pods", list,
                        "apps/replicasets", list,
                        "apps/daemonsets", restart,
                        "apps/deployments", restart,
                        "apps/statefulsets", restart,
                        "argoproj.io/rollouts", restart,
                        "admissionregistration.k8s.io/mutatingwebhookconfigurations", list));
    }

    @Test
    void shouldAllowOnlyWhatAGatewayNeeds() throws IOException {
        List<JsonNode> rbac = Manifests.documents(Manifests.ROOT.resolve("mesh-cluster-gateway/rbac.yaml"));

        assertThat(allowed(Manifests.only("ClusterRole", rbac)))
                .isEqualTo(Map.of(
                        "/services", List.of("list"),
                        "networking.istio.io/gateways", List.of("list"),
                        "admissionregistration.k8s.io/mutatingwebhookconfigurations", List.of("list"),
                        "/namespaces istio-system", List.of("get", "update")));
        JsonNode role = Manifests.only("Role", rbac);
        assertThat(role.at("/metadata/namespace").asText()).isEqualTo("istio-system");
        assertThat(allowed(role))
                .isEqualTo(Map.of(
                        "/serviceaccounts", MAKE,
                        "/services", MAKE,
                        "/configmaps", List.of("get"),
                        "apps/deployments", MAKE,
                        "autoscaling/horizontalpodautoscalers", MAKE,
                        "policy/poddisruptionbudgets", MAKE,
                        "networking.istio.io/gateways", MAKE));
    }

    @Test
    void shouldAllowOnlyWhatRemoteSecretsNeed() throws IOException {
        List<JsonNode> rbac = Manifests.documents(Manifests.ROOT.resolve("mesh-cluster-remote-secret/rbac.yaml"));

        JsonNode role = Manifests.only("Role", rbac);
        assertThat(role.at("/metadata/namespace").asText()).isEqualTo("istio-system");
        assertThat(allowed(role))
                .isEqualTo(Map.of(
                        "/secrets", List.of("create", "get", "list", "update"),
                        "/serviceaccounts", List.of("get")));
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
    void shouldRunTwoGangwaysThatCanHarmLittle() throws IOException {
        JsonNode deployment =
                Manifests.documents(Manifests.ROOT.resolve("deployment.yaml")).get(0);
        JsonNode container = deployment.at("/spec/template/spec/containers/0");

        assertThat(deployment.at("/spec/replicas").asInt()).isEqualTo(2);
        assertThat(deployment.at("/spec/strategy/rollingUpdate/maxUnavailable").asInt(-1))
                .isZero();
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
        assertThat(container.findValuesAsText("port")).containsExactly("management", "management", "management");
    }

    /** The verbs, sorted, for each group/resource, with the names where it is for some alone; wildcards are no more equal to anything than other words. */
    private static Map<String, List<String>> allowed(JsonNode role) {
        Map<String, List<String>> allowed = new TreeMap<>();
        for (JsonNode rule : role.path("rules")) {
            assertThat(rule.fieldNames())
                    .toIterable()
                    .contains("apiGroups", "resources", "verbs")
                    .isSubsetOf("apiGroups", "resources", "resourceNames", "verbs");
            String names = String.join(" ", words(rule.path("resourceNames")));
            for (String group : words(rule.path("apiGroups"))) {
                for (String resource : words(rule.path("resources"))) {
                    String what = "%s/%s %s".formatted(group, resource, names).strip();
                    assertThat(allowed.put(what, words(rule.path("verbs"))))
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
