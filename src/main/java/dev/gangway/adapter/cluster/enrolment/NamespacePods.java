package dev.gangway.adapter.cluster.enrolment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The live pods of a namespace and which workload they belong to. */
final class NamespacePods {
    private final List<Pod> pods;
    private final Map<String, String> ownerOfReplicaSet = new HashMap<>();

    private NamespacePods(List<Pod> pods) {
        this.pods = pods;
    }

    static NamespacePods read(ClusterObjects objects, String namespace) {
        NamespacePods read = new NamespacePods(objects.list(ObjectKind.POD, namespace).stream()
                .map(Pod::new)
                .filter(Pod::isLive)
                .toList());
        for (ObjectNode set : objects.list(ObjectKind.REPLICA_SET, namespace)) {
            read.ownerOfReplicaSet.put(
                    set.at("/metadata/uid").asText(),
                    set.at("/metadata/ownerReferences/0/uid").asText());
        }
        return read;
    }

    /** All of them. */
    List<Pod> all() {
        return pods;
    }

    /** Those of one workload. */
    List<Pod> of(Workload workload) {
        return pods.stream().filter(pod -> belongs(pod, workload)).toList();
    }

    /** Those that a Service sends to. */
    List<Pod> selectedBy(JsonNode service) {
        JsonNode selector = service.path("spec").path("selector");
        return selector.isEmpty()
                ? List.of()
                : pods.stream()
                        .filter(pod -> selector.properties().stream().allMatch(label -> label.getValue()
                                .equals(pod.object()
                                        .path("metadata")
                                        .path("labels")
                                        .path(label.getKey()))))
                        .toList();
    }

    boolean belongs(Pod pod, Workload workload) {
        String owner = pod.owner();
        return !owner.isEmpty() && workload.uid().equals(ownerOfReplicaSet.getOrDefault(owner, owner));
    }
}
