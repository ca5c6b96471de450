package dev.gangway.clusters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.fixture.ClusterFixture;
import dev.gangway.fixture.ClusterFixtures;
import dev.gangway.fixture.Shift;
import dev.gangway.fixture.Trees;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an API server makes of the custom resources: the mock server would take anything. */
@Tag("clusters")
@Tag("real-api-server")
@ExtendWith(ClusterFixtures.class)
class DefinitionsIT {
    private static final int UNPROCESSABLE = 422;

    private final KubernetesClient management;
    private final ClusterFixture clusters;

    DefinitionsIT(ClusterFixture clusters) {
        this.clusters = clusters;
        this.management = clusters.administrator(ClusterFixture.MANAGEMENT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "service: a, source: k8s2, destination: k8s2 | source and destination must differ",
                "service: a, source: k8s2 | spec.destination: Required value",
                "service: A_b, source: k8s2, destination: eks1 | spec.service in body should match",
                "service: a, source: k8s2, destination: eks1, intent: Later | spec.intent: Unsupported value: \"Later\"",
                "service: a, source: k8s2, destination: eks1, attempt: 0 | spec.attempt in body should be greater than or equal to 1",
                "service: a, source: k8s2, destination: eks1, steps: [5, 101] | spec.steps[1] in body should be less than or equal to 100",
                "service: a, source: k8s2, destination: eks1, steps: some | spec.steps in body must be of type array",
                "service: a, source: k8s2, destination: eks1, onDelete: Forget | spec.onDelete: Unsupported value",
                "service: a, source: k8s2, destination: eks1, pacing: {soakSeconds: -1} | spec.pacing.soakSeconds in body should be greater",
                "service: a, source: k8s2, destination: eks1, mirrorFirst: {lastsSeconds: 5} | spec.mirrorFirst.percent: Required value",
            })
    void shouldRefuseAShiftThatCantBeFollowed(String spec, String words) {
        assertRefused("kind: TrafficShift, metadata: {name: bad, namespace: shop}, spec: {%s}".formatted(spec), words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "network: a, prometheus: {url: 'http://p'}, access: {} | give exactly one of kubeconfigSecret",
                "network: a, prometheus: {url: 'http://p'}, access: {inCluster: true, kubeconfigContext: a} | give exactly one of",
                "network: a, prometheus: {url: 'ftp://p'}, access: {inCluster: true} | spec.prometheus.url in body should match",
                "prometheus: {url: 'http://p'}, access: {inCluster: true} | spec.network: Required value",
            })
    void shouldRefuseAClusterThatCantBeReached(String spec, String words) {
        assertRefused("kind: MeshCluster, metadata: {name: bad}, spec: {%s}".formatted(spec), words);
    }

    @Test
    void shouldRefuseAPolicyOutOfRange() {
        assertRefused(
                "kind: ShiftPolicy, metadata: {name: bad, namespace: shop}, spec: {pacing: {watchSeconds: 604801}}",
                "spec.pacing.watchSeconds in body should be less than or equal to 604800");
    }

    @Test
    void shouldWriteDownWhatIsMeantWhereNothingIsSaid() {
        JsonNode spec =
                Shift.create(clusters, "checkout", "").read().orElseThrow().path("spec");

        assertThat(spec)
                .isEqualTo(Serialization.unmarshal(
                        """
                        ---
                        {service: checkout, source: k8s2, destination: eks1, intent: Advance, attempt: 1, subsetBy: Network,
                         onDelete: Keep, mode: Shift, protocol: Http, mirrors: Keep, acknowledge: [backtest]}
                        """,
                        JsonNode.class));
    }

    @ParameterizedTest
    @CsvSource({"service, payments", "source, other", "destination, other", "protocol, Tcp"})
    void shouldNotLetAShiftBecomeAnother(String field, String value) {
        Shift shift = Shift.create(clusters, "checkout", "");

        assertThatExceptionOfType(KubernetesClientException.class)
                .isThrownBy(() -> shift.edit(spec -> spec.put(field, value)))
                .withMessageContaining("can't be changed; delete the shift and start another");
    }

    @Test
    void shouldLetTheStatusBeWrittenOnlyWhereItBelongs() {
        Shift shift = Shift.create(clusters, "checkout", "");
        GenericKubernetesResource claimed = edited(shift, tree -> {
            tree.withObject("/spec").put("intent", "Pause");
            tree.withObject("/status").put("phase", "Succeeded");
        });

        var first = management.resource(claimed).update();
        assertThat(shift.status().isMissingNode()).isTrue();
        GenericKubernetesResource status = edited(shift, tree -> {
            tree.withObject("/spec").put("intent", "RollBack");
            tree.withObject("/status").put("phase", "Pending");
        });
        var second = management.resource(status).updateStatus();

        assertThat(shift.status().path("phase").asText()).isEqualTo("Pending");
        assertThat(shift.read().orElseThrow().at("/spec/intent").asText()).isEqualTo("Pause");
        assertThat(second.getMetadata().getGeneration())
                .isEqualTo(first.getMetadata().getGeneration());
    }

    @Test
    void shouldShowTheColumnsInTheOrderThatPeopleRead() {
        var unused = Shift.create(clusters, "checkout", "");

        JsonNode shifts = table("/apis/gangway.dev/v1alpha1/namespaces/shop/trafficshifts");
        JsonNode meshClusters = table("/apis/gangway.dev/v1alpha1/meshclusters");

        assertThat(shifts.path("columnDefinitions").findValuesAsText("name"))
                .containsExactly(
                        "Name", "Service", "From", "To", "Phase", "Weight", "Verdict", "Age", "Mode", "Reason");
        assertThat(cells(shifts)).startsWith("checkout", "checkout", "k8s2", "eks1");
        assertThat(meshClusters.path("columnDefinitions").findValuesAsText("name"))
                .containsExactly("Name", "Network", "Reachable", "Prometheus", "Age", "Kubeconfig", "Last-Answer");
        assertThat(cells(meshClusters)).startsWith("eks1", "eks1.prd.sfo2");
    }

    private static List<String> cells(JsonNode table) {
        List<String> cells = new ArrayList<>();
        table.at("/rows/0/cells").forEach(cell -> cells.add(cell.asText()));
        return cells;
    }

    /** As kubectl get asks for it. */
    private JsonNode table(String path) {
        return Serialization.unmarshal(Tables.ask(management, path), JsonNode.class);
    }

    private void assertRefused(String object, String words) {
        GenericKubernetesResource bad = Serialization.unmarshal(
                "--- {apiVersion: gangway.dev/v1alpha1, %s}".formatted(object), GenericKubernetesResource.class);

        assertThatExceptionOfType(KubernetesClientException.class)
                .isThrownBy(() -> management.resource(bad).create())
                .satisfies(refusal -> assertThat(refusal.getCode()).isEqualTo(UNPROCESSABLE))
                .withMessageContaining(words);
    }

    private static GenericKubernetesResource edited(Shift shift, Consumer<ObjectNode> change) {
        ObjectNode tree = (ObjectNode) shift.read().orElseThrow();
        change.accept(tree);
        return Trees.object(tree);
    }
}
