package dev.gangway.adapter.istio;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WholeNumbersTest {
    private final KubernetesSerialization json = new KubernetesSerialization();

    @ParameterizedTest
    @ValueSource(strings = {"10", "0", "100", "0.5", "12.3456"})
    void shouldReadFromAWatchWhatWasWritten(String percent) {
        String text =
                """
                {"apiVersion": "networking.istio.io/v1", "kind": "VirtualService",
                 "metadata": {"name": "checkout", "namespace": "shop"},
                 "spec": {"hosts": ["checkout"], "http": [{
                   "mirrors": [{"destination": {"host": "checkout", "subset": "eks1"}, "percentage": {"value": %s}}]}]}}
                """
                        .formatted(percent);
        WatchEvent event = json.unmarshal("{\"type\": \"ADDED\", \"object\": " + text + "}", WatchEvent.class);

        assertThat(IstioClient.tree(json.convertValue(event.getObject(), GenericKubernetesResource.class)))
                .isEqualTo(IstioClient.tree(json.unmarshal(text, GenericKubernetesResource.class)));
    }
}
