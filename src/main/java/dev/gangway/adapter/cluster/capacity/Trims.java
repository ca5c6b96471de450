package dev.gangway.adapter.cluster.capacity;

import dev.gangway.adapter.cluster.SlimObjects;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is kept of each object: 10,000 services in two clusters are some ten thousand of each kind. */
final class Trims {
    /** On every slice of a Service. */
    static final String SERVICE_NAME = "kubernetes.io/service-name";

    private static final Endpoint READY = new Endpoint();

    private Trims() {}

    /** The service, the family of its addresses, and how many endpoints are ready. */
    static EndpointSlice slice(EndpointSlice full) {
        EndpointSlice trimmed = new EndpointSlice();
        ObjectMeta identity = SlimObjects.identity(full);
        String service = serviceOf(full);
        identity.setLabels(service.isEmpty() ? Map.of() : Map.of(SERVICE_NAME, SlimObjects.shared(service)));
        trimmed.setMetadata(identity);
        trimmed.setAddressType(full.getAddressType() == null ? "" : SlimObjects.shared(full.getAddressType()));
        trimmed.setEndpoints(Collections.nCopies(ready(full), READY));
        trimmed.setPorts(List.of());
        trimmed.setAdditionalProperties(Map.of());
        return trimmed;
    }

    /** Empty for a slice of no Service. */
    static String serviceOf(EndpointSlice slice) {
        Map<String, String> labels = slice.getMetadata().getLabels();
        return labels == null ? "" : labels.getOrDefault(SERVICE_NAME, "");
    }

    /** "A nil value should be interpreted as true", says the API of {@code ready}. */
    private static int ready(EndpointSlice slice) {
        if (slice.getEndpoints() == null) {
            return 0;
        }
        return (int) slice.getEndpoints().stream()
                .filter(endpoint -> endpoint.getConditions() == null
                        || !Boolean.FALSE.equals(endpoint.getConditions().getReady()))
                .count();
    }

    /** The selector. */
    static Service service(Service full) {
        Map<String, String> selector =
                full.getSpec() == null ? null : full.getSpec().getSelector();
        ServiceSpec spec = new ServiceSpec();
        spec.setSelector(selector == null ? Map.of() : SlimObjects.withSharedKeys(selector));
        return SlimObjects.service(full, spec);
    }

    /** The parts of the specification, and the annotations and owners where they are wanted. */
    static GenericKubernetesResource spec(
            GenericKubernetesResource full, List<String> fields, List<String> annotations) {
        GenericKubernetesResource trimmed = new GenericKubernetesResource();
        trimmed.setApiVersion(SlimObjects.shared(full.getApiVersion()));
        trimmed.setKind(SlimObjects.shared(full.getKind()));
        ObjectMeta identity = SlimObjects.identity(full);
        if (!annotations.isEmpty()) {
            Map<String, String> kept = new HashMap<>(
                    full.getMetadata().getAnnotations() == null
                            ? Map.of()
                            : full.getMetadata().getAnnotations());
            kept.keySet().retainAll(annotations);
            identity.setAnnotations(kept);
            identity.setOwnerReferences(full.getMetadata().getOwnerReferences());
        }
        trimmed.setMetadata(identity);
        Map<String, Object> spec = new HashMap<>();
        if (full.getAdditionalProperties().get("spec") instanceof Map<?, ?> said) {
            fields.stream().filter(said::containsKey).forEach(field -> spec.put(field, said.get(field)));
        }
        trimmed.setAdditionalProperty("spec", spec);
        return trimmed;
    }
}
