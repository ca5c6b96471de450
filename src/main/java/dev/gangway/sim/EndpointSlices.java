package dev.gangway.sim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps an EndpointSlice for each Service whose selector has pods. Slices that somebody else has written are left alone, and so are
 * Services that nothing here was ever selected by.
 */
final class EndpointSlices {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MANAGED_BY = "endpointslice.kubernetes.io/managed-by";
    private static final String CONTROLLER = "endpointslice-controller.k8s.io";
    private static final String SERVICE = "kubernetes.io/service-name";

    private final ObjectStore store;

    EndpointSlices(ObjectStore store) {
        this.store = store;
    }

    /** One step for all Services. */
    void step(List<ObjectNode> pods, Instant now) {
        Map<String, ObjectNode> own = new HashMap<>();
        for (ObjectNode slice : store.list("endpointslices")) {
            JsonNode labels = slice.at("/metadata/labels");
            if (labels.path(MANAGED_BY).asText().equals(CONTROLLER)) {
                own.put(key(slice, labels.path(SERVICE).asText()), slice);
            }
        }
        for (ObjectNode service : store.list("services")) {
            Optional<ObjectNode> slice =
                    Optional.ofNullable(own.remove(key(service, WorkloadController.name(service))));
            step(service, slice, selected(service, pods), now);
        }
        own.values().forEach(store::delete);
    }

    private void step(ObjectNode service, Optional<ObjectNode> slice, List<ObjectNode> pods, Instant now) {
        ArrayNode endpoints = JSON.createArrayNode();
        pods.forEach(pod -> endpoints.add(endpoint(pod)));
        if (slice.isPresent()) {
            if (!slice.get().path("endpoints").equals(endpoints)) {
                slice.get().set("endpoints", endpoints);
                store.replace(slice.get());
            }
        } else if (!pods.isEmpty()) {
            ObjectNode created = slice(service);
            created.set("endpoints", endpoints);
            store.create(created, now);
        }
    }

    private static List<ObjectNode> selected(ObjectNode service, List<ObjectNode> pods) {
        JsonNode selector = service.path("spec").path("selector");
        if (selector.isEmpty()) {
            return List.of();
        }
        return pods.stream()
                .filter(pod -> pod.at("/metadata/namespace").equals(service.at("/metadata/namespace")))
                .filter(pod -> selector.properties().stream().allMatch(label -> label.getValue()
                        .equals(pod.path("metadata").path("labels").path(label.getKey()))))
                .sorted(Comparator.comparing(WorkloadController::name))
                .toList();
    }

    private static ObjectNode slice(ObjectNode service) {
        String name = WorkloadController.name(service);
        ObjectNode slice = JSON.createObjectNode();
        slice.put("apiVersion", "discovery.k8s.io/v1").put("kind", "EndpointSlice");
        ObjectNode metadata = slice.putObject("metadata").put("name", name + "-1");
        metadata.set("namespace", service.at("/metadata/namespace"));
        metadata.putObject("labels").put(SERVICE, name).put(MANAGED_BY, CONTROLLER);
        Ownership.set(slice, service);
        slice.put("addressType", "IPv4");
        ArrayNode ports = slice.putArray("ports");
        for (JsonNode port : service.path("spec").path("ports")) {
            ObjectNode one = ports.addObject();
            one.set("name", port.path("name"));
            one.set("port", port.path("targetPort").isInt() ? port.path("targetPort") : port.path("port"));
            one.put("protocol", port.path("protocol").asText("TCP"));
        }
        return slice;
    }

    private static ObjectNode endpoint(ObjectNode pod) {
        boolean ready = Kubelet.isReady(pod);
        ObjectNode endpoint = JSON.createObjectNode();
        endpoint.putArray("addresses").add(pod.path("status").path("podIP").asText());
        endpoint.putObject("conditions")
                .put("ready", ready)
                .put("serving", ready)
                .put("terminating", false);
        endpoint.set("nodeName", pod.path("spec").path("nodeName"));
        endpoint.putObject("targetRef")
                .put("kind", "Pod")
                .put("name", WorkloadController.name(pod))
                .put("namespace", pod.at("/metadata/namespace").asText());
        return endpoint;
    }

    private static String key(ObjectNode object, String name) {
        return object.at("/metadata/namespace").asText() + "/" + name;
    }
}
