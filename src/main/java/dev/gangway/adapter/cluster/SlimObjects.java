package dev.gangway.adapter.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is held of objects of which there are ten thousands: who they are and the part that is asked for, with nothing for what they
 * have not, and each word that many of them have only once. Nobody may add to them.
 */
public final class SlimObjects {
    private SlimObjects() {}

    /** Name, namespace and version. */
    public static ObjectMeta identity(HasMetadata full) {
        ObjectMeta metadata = new ObjectMeta();
        metadata.setNamespace(shared(full.getMetadata().getNamespace()));
        metadata.setName(shared(full.getMetadata().getName()));
        metadata.setResourceVersion(full.getMetadata().getResourceVersion());
        metadata.setAnnotations(Map.of());
        metadata.setLabels(Map.of());
        metadata.setFinalizers(List.of());
        metadata.setManagedFields(List.of());
        metadata.setOwnerReferences(List.of());
        metadata.setAdditionalProperties(Map.of());
        return metadata;
    }

    /** A Service with this specification, which nobody changes any more. */
    public static Service service(Service full, ServiceSpec spec) {
        spec.setAdditionalProperties(Map.of());
        Service service = new Service();
        service.setMetadata(identity(full));
        service.setSpec(spec);
        service.setAdditionalProperties(Map.of());
        return service;
    }

    /** One and the same string for all that are equal: for the few words that many have, and for names that stand in many objects. */
    public static String shared(String word) {
        return word == null ? null : word.intern();
    }

    /** The same map, with keys that are shared. */
    public static <T> Map<String, T> withSharedKeys(Map<String, T> map) {
        Map<String, T> shared = new HashMap<>();
        map.forEach((key, value) -> shared.put(shared(key), value));
        return Map.copyOf(shared);
    }
}
