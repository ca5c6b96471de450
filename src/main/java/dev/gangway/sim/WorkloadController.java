package dev.gangway.sim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;

/** Brings the pods of one kind of workload a step nearer to what its objects say, and tells in their status how far they are. */
interface WorkloadController {
    ObjectMapper JSON = new ObjectMapper();

    /** The plural of the kind. */
    String plural();

    /** One step for one workload; writes nothing where nothing is to be done. */
    void step(ObjectNode workload, ClusterState state);

    static int replicas(JsonNode workload) {
        return workload.path("spec").path("replicas").asInt(1);
    }

    static int ready(Collection<? extends JsonNode> pods) {
        return Math.toIntExact(pods.stream().filter(Kubelet::isReady).count());
    }

    static boolean allReady(Collection<? extends JsonNode> pods) {
        return pods.stream().allMatch(Kubelet::isReady);
    }

    /** What tells the pods of one template from those of another. */
    static String hash(JsonNode workload) {
        return Integer.toUnsignedString(
                workload.path("spec").path("template").toString().hashCode(), 36);
    }

    static List<ObjectNode> withHash(List<ObjectNode> pods, String label, String hash) {
        return pods.stream()
                .filter(pod ->
                        pod.path("metadata").path("labels").path(label).asText().equals(hash))
                .toList();
    }

    static List<ObjectNode> others(List<ObjectNode> pods, List<ObjectNode> without) {
        return pods.stream().filter(pod -> !without.contains(pod)).toList();
    }

    /** Writes the status if it says anything new. */
    static void tell(ObjectNode workload, ObjectNode status, ObjectStore store) {
        if (!status.equals(workload.path("status"))) {
            workload.set("status", status);
            store.replace(workload);
        }
    }

    static String name(JsonNode object) {
        return object.path("metadata").path("name").asText();
    }

    /** A number as it is read back, so that a status can be told from the one that stands. */
    static int generation(JsonNode object) {
        return object.path("metadata").path("generation").asInt();
    }
}
