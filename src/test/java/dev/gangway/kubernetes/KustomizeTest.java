package dev.gangway.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What kubectl makes of the files. Skipped where there is none: Debian has only one that is too old for these files. */
class KustomizeTest {
    @TempDir
    Path scratch;

    @BeforeAll
    static void assumeKubectl() {
        boolean isThere = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "kubectl")));
        Assumptions.assumeTrue(isThere, "kubectl is not on the PATH");
    }

    @Test
    void shouldRenderTheBase() throws Exception {
        List<JsonNode> base = render(Manifests.ROOT);

        assertThat(base)
                .extracting(object -> object.path("kind").asText())
                .containsExactlyInAnyOrder(
                        "Namespace",
                        "CustomResourceDefinition",
                        "CustomResourceDefinition",
                        "CustomResourceDefinition",
                        "ServiceAccount",
                        "ClusterRole",
                        "ClusterRoleBinding",
                        "Role",
                        "RoleBinding",
                        "Role",
                        "RoleBinding",
                        "Deployment",
                        "PodDisruptionBudget",
                        "Service",
                        "NetworkPolicy");
        assertThat(Manifests.only("Deployment", base)
                        .at("/spec/template/spec/containers/0/image")
                        .asText())
                .isEqualTo("gangway:latest");
    }

    @Test
    void shouldRenderWhatAMeshClusterNeeds() throws Exception {
        assertThat(render(Manifests.ROOT.resolve("mesh-cluster")))
                .extracting(object -> object.path("kind").asText())
                .containsExactlyInAnyOrder(
                        "Namespace",
                        "ServiceAccount",
                        "ClusterRole",
                        "ClusterRoleBinding",
                        "Role",
                        "RoleBinding",
                        "Role",
                        "RoleBinding");
    }

    @Test
    void shouldRenderWhatRaisingMinimumsNeeds() throws Exception {
        assertThat(render(Manifests.ROOT.resolve("mesh-cluster-prewarm")))
                .extracting(object -> object.path("kind").asText())
                .containsExactlyInAnyOrder("ClusterRole", "ClusterRoleBinding");
    }

    @Test
    void shouldRenderWhatIsAllowedOnRequest() throws Exception {
        assertThat(render(Manifests.ROOT.resolve("mesh-cluster-gateway")))
                .extracting(object -> object.path("kind").asText())
                .containsExactlyInAnyOrder("ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding");
        assertThat(render(Manifests.ROOT.resolve("mesh-cluster-remote-secret")))
                .extracting(object -> object.path("kind").asText())
                .containsExactlyInAnyOrder("Role", "RoleBinding");
    }

    @Test
    void shouldShowTheColumnsOfAShiftInTheOrderThatPeopleRead() throws Exception {
        assertThat(columns("trafficshifts.gangway.dev"))
                .containsExactly("Service", "From", "To", "Phase", "Weight", "Verdict", "Age", "Mode", "Reason");
        assertThat(columns("meshclusters.gangway.dev"))
                .containsExactly("Network", "Reachable", "Prometheus", "Age", "Kubeconfig", "Last-Answer");
        assertThat(columns("shiftpolicies.gangway.dev")).containsExactly("Steps", "Age", "Soak", "Max-Errors");
    }

    private List<String> columns(String definition) throws IOException, InterruptedException {
        return render(Manifests.ROOT).stream()
                .filter(object -> object.at("/metadata/name").asText().equals(definition))
                .flatMap(object ->
                        object.at("/spec/versions/0/additionalPrinterColumns").findValuesAsText("name").stream())
                .toList();
    }

    private List<JsonNode> render(Path directory) throws IOException, InterruptedException {
        Path errors = scratch.resolve("errors");
        Process kubectl = new ProcessBuilder("kubectl", "kustomize", directory.toString())
                .redirectError(errors.toFile())
                .start();
        String yaml = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(kubectl.waitFor()).as(Files.readString(errors)).isZero();
        return Manifests.documents(yaml);
    }
}
