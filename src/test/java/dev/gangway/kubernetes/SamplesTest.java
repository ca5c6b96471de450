package dev.gangway.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.adapter.cluster.MeshCluster;
import dev.gangway.adapter.cluster.MeshClusterSpec;
import dev.gangway.adapter.crd.ShiftPolicy;
import dev.gangway.adapter.crd.ShiftPolicySpec;
import dev.gangway.adapter.crd.TrafficShift;
import dev.gangway.adapter.crd.TrafficShiftSpec;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The samples as Gangway reads them, but for one thing: what it does not know is an error here. */
class SamplesTest {
    private static final KubernetesSerialization STRICT = new KubernetesSerialization(
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES), true);
    private static final Map<String, Kind> KINDS = Map.of(
            "MeshCluster", new Kind(MeshCluster.class, MeshClusterSpec.class),
            "ShiftPolicy", new Kind(ShiftPolicy.class, ShiftPolicySpec.class),
            "TrafficShift", new Kind(TrafficShift.class, TrafficShiftSpec.class));

    private record Kind(Class<? extends HasMetadata> type, Class<?> spec) {}

    @Test
    void shouldBeReadWithNothingLeftOver() throws IOException {
        List<HasMetadata> samples = new ArrayList<>();
        for (JsonNode document : documents()) {
            samples.add(read(document));
        }

        assertThat(samples)
                .extracting(HasMetadata::getKind)
                .containsExactlyInAnyOrder("MeshCluster", "MeshCluster", "ShiftPolicy", "TrafficShift");
    }

    @Test
    void shouldBeRefusedWithAFieldThatIsNotKnown() throws IOException {
        for (JsonNode document : documents()) {
            ((ObjectNode) document.path("spec")).put("stepps", 1);

            assertThatThrownBy(() -> read(document))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("stepps");
        }
    }

    @Test
    void shouldNameEachOther() throws IOException {
        List<JsonNode> samples = documents();
        List<String> clusters = samples.stream()
                .filter(sample -> sample.path("kind").asText().equals("MeshCluster"))
                .map(sample -> sample.at("/metadata/name").asText())
                .toList();
        JsonNode shift = Manifests.only("TrafficShift", samples);
        JsonNode policy = Manifests.only("ShiftPolicy", samples);

        assertThat(clusters)
                .contains(
                        shift.at("/spec/source").asText(),
                        shift.at("/spec/destination").asText());
        assertThat(shift.at("/spec/policy")).isEqualTo(policy.at("/metadata/name"));
        assertThat(shift.at("/metadata/namespace")).isEqualTo(policy.at("/metadata/namespace"));
    }

    @Test
    void shouldKeepKubeconfigsWhereGangwayMayReadThem() throws IOException {
        for (JsonNode document : documents()) {
            JsonNode secret = document.at("/spec/access/kubeconfigSecret");
            if (!secret.isMissingNode()) {
                assertThat(secret.path("namespace").asText()).isEqualTo("gangway-system");
            }
        }
    }

    private static HasMetadata read(JsonNode document) {
        Kind kind = KINDS.get(document.path("kind").asText());
        assertThat(document.fieldNames()).toIterable().containsExactly("apiVersion", "kind", "metadata", "spec");
        assertThat(STRICT.convertValue(document.path("spec"), kind.spec())).isNotNull();
        return STRICT.convertValue(document, kind.type());
    }

    private static List<JsonNode> documents() throws IOException {
        List<JsonNode> documents = new ArrayList<>();
        for (Path file : Manifests.files(Manifests.ROOT.resolve("samples"))) {
            documents.addAll(Manifests.documents(file));
        }
        return documents;
    }
}
