package dev.gangway.sim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What can be wrong with the pods of the destination's east-west gateway. What belongs together changes together, as if the
 * cluster's controllers had already followed; they see to the rest.
 */
final class EastWestPodFaults {
    private static final String CLUSTER = Topology.DESTINATION;

    private EastWestPodFaults() {}

    static List<ObjectEdit> notReady(FaultScene scene) {
        List<ObjectEdit> edits = kept(scene);
        pods(scene).forEach(pod -> edits.add(ObjectEdit.change(pod, EastWestPodFaults::makeUnready)));
        slices(
                scene,
                edits,
                endpoints -> endpoints.forEach(endpoint -> ((ObjectNode) endpoint)
                        .withObject("/conditions")
                        .put("ready", false)
                        .put("serving", false)));
        return edits;
    }

    static List<ObjectEdit> single(FaultScene scene) {
        List<ObjectEdit> edits = kept(scene);
        edits.add(ObjectEdit.change(
                deployment(), deployment -> deployment.withObject("/spec").put("replicas", 1)));
        edits.add(ObjectEdit.change(
                place("autoscaling/v2", "HorizontalPodAutoscaler"),
                scaler -> scaler.withObject("/spec").put("minReplicas", 1)));
        List<ObjectPlace> pods = pods(scene);
        pods.stream().skip(1).forEach(pod -> edits.add(ObjectEdit.remove(pod)));
        slices(scene, edits, endpoints -> {
            for (Iterator<JsonNode> endpoint = endpoints.iterator(); endpoint.hasNext(); ) {
                if (!endpoint.next()
                        .at("/targetRef/name")
                        .asText()
                        .equals(pods.get(0).name())) {
                    endpoint.remove();
                }
            }
        });
        return edits;
    }

    static List<ObjectEdit> withoutNetworkView(FaultScene scene) {
        List<ObjectEdit> edits = kept(scene);
        edits.add(ObjectEdit.change(deployment(), withoutNetworkView("/spec/template/spec/containers")));
        pods(scene).forEach(pod -> edits.add(ObjectEdit.change(pod, withoutNetworkView("/spec/containers"))));
        return edits;
    }

    /** What the cluster's controllers change when the pods do. */
    private static List<ObjectEdit> kept(FaultScene scene) {
        return new ArrayList<>(Stream.of(
                        Stream.of(deployment()),
                        labelled(scene, "replicasets"),
                        pods(scene).stream(),
                        EastWestServiceFaults.slices(scene).stream())
                .flatMap(places -> places)
                .map(ObjectEdit::keep)
                .toList());
    }

    private static ObjectPlace deployment() {
        return place("apps/v1", "Deployment");
    }

    private static ObjectPlace place(String apiVersion, String kind) {
        return ObjectPlace.of(CLUSTER, apiVersion, kind, Installation.NAMESPACE, EastWestServiceFaults.NAME);
    }

    private static List<ObjectPlace> pods(FaultScene scene) {
        return labelled(scene, "pods").toList();
    }

    private static Stream<ObjectPlace> labelled(FaultScene scene, String plural) {
        return scene.labelled(CLUSTER, plural, "istio", "eastwestgateway").stream();
    }

    private static void slices(FaultScene scene, List<ObjectEdit> edits, Consumer<ArrayNode> change) {
        EastWestServiceFaults.slices(scene)
                .forEach(slice -> edits.add(
                        ObjectEdit.change(slice, object -> change.accept(object.withArrayProperty("endpoints")))));
    }

    /** Without a start time, so that the simulated kubelet does not make it ready again. */
    private static void makeUnready(ObjectNode pod) {
        ObjectNode status = pod.withObject("/status");
        status.remove("startTime");
        status.path("conditions").forEach(condition -> ((ObjectNode) condition).put("status", "False"));
        status.path("containerStatuses").forEach(container -> ((ObjectNode) container)
                .put("ready", false)
                .putObject("state")
                .putObject("waiting")
                .put("reason", "CrashLoopBackOff"));
    }

    private static Consumer<ObjectNode> withoutNetworkView(String containers) {
        return object -> {
            for (JsonNode container : object.at(containers)) {
                for (Iterator<JsonNode> variable = container.path("env").iterator(); variable.hasNext(); ) {
                    if (variable.next().path("name").asText().equals("ISTIO_META_REQUESTED_NETWORK_VIEW")) {
                        variable.remove();
                    }
                }
            }
        };
    }
}
