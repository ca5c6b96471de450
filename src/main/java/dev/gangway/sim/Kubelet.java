package dev.gangway.sim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Starts the pods of one cluster and makes them ready after some seconds, or never. */
final class Kubelet {
    /** From a pod's creation until it is ready. */
    static final Duration START_UP = Duration.ofSeconds(3);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ADDRESSES_IN_A_BLOCK = 250;

    private final ObjectStore store;
    private final String subnet;
    private int names;
    private int addresses;

    /** Gives addresses in 10.{@code subnet}.0.0/16. */
    Kubelet(ObjectStore store, String subnet) {
        this.store = store;
        this.subnet = subnet;
    }

    /** What a new pod of a template shall be. */
    record Order(ObjectNode owner, JsonNode template, String name, Map<String, String> labels, String node) {
        /** A number for the node where any will do. */
        static Order anywhere(ObjectNode owner, JsonNode template, String name, Map<String, String> labels) {
            return new Order(owner, template, name, labels, "node-" + (1 + Math.floorMod(name.hashCode(), 3)));
        }
    }

    /** Letters and digits that no other pod of this cluster has in its name. */
    String suffix() {
        return String.format("%5s", Integer.toString(++names, Character.MAX_RADIX))
                .replace(' ', 'x');
    }

    /** Creates a pod, which is not ready yet, with its sidecar if it is to have one. */
    void start(Order order, Injection injection, JsonNode namespaceLabels, Instant now) {
        ObjectNode pod = JSON.createObjectNode();
        pod.put("apiVersion", "v1").put("kind", "Pod");
        ObjectNode metadata = pod.putObject("metadata");
        metadata.put("name", order.name());
        metadata.set("namespace", order.owner().path("metadata").path("namespace"));
        JsonNode template = order.template().path("metadata");
        metadata.set("labels", orEmpty(template.path("labels")));
        metadata.set("annotations", orEmpty(template.path("annotations")));
        order.labels().forEach(metadata.withObject("/labels")::put);
        Ownership.set(pod, order.owner());
        pod.set("spec", orEmpty(order.template().path("spec")));
        pod.withObject("/spec").put("nodeName", order.node());
        injection.apply(pod, namespaceLabels);
        pod.withObject("/status")
                .put("podIP", address())
                .put("startTime", now.truncatedTo(ChronoUnit.MILLIS).toString());
        status(pod, false, "ContainerCreating", now);
        store.create(pod, now);
    }

    /** When it was started. */
    static Instant startedAt(ObjectNode pod) {
        return Instant.parse(pod.path("status").path("startTime").asText());
    }

    /** Whether traffic may go to it. */
    static boolean isReady(JsonNode pod) {
        for (JsonNode condition : pod.path("status").path("conditions")) {
            if (condition.path("type").asText().equals("Ready")) {
                return condition.path("status").asText().equals("True");
            }
        }
        return false;
    }

    void makeReady(ObjectNode pod, Instant now) {
        status(pod, true, "", now);
        store.replace(pod);
    }

    /** Lets a pod crash again and again, if it does not already. */
    void makeCrash(ObjectNode pod, Instant now) {
        String reason = "CrashLoopBackOff";
        if (!pod.at("/status/containerStatuses/0/state/waiting/reason").asText().equals(reason)) {
            status(pod, false, reason, now);
            store.replace(pod);
        }
    }

    private static void status(ObjectNode pod, boolean ready, String waitingFor, Instant now) {
        ObjectNode status = pod.withObject("/status");
        status.put("phase", waitingFor.equals("ContainerCreating") ? "Pending" : "Running");
        ObjectNode condition = status.putArray("conditions").addObject();
        condition.put("type", "Ready").put("status", ready ? "True" : "False");
        condition.put("lastTransitionTime", now.truncatedTo(ChronoUnit.SECONDS).toString());
        ArrayNode containers = status.putArray("containerStatuses");
        for (JsonNode container : pod.path("spec").path("containers")) {
            ObjectNode one = containers.addObject();
            one.put("name", container.path("name").asText()).put("ready", ready);
            if (ready) {
                one.putObject("state").putObject("running");
            } else {
                one.putObject("state").putObject("waiting").put("reason", waitingFor);
            }
        }
    }

    private String address() {
        int block = addresses / ADDRESSES_IN_A_BLOCK % ADDRESSES_IN_A_BLOCK;
        return "10.%s.%d.%d".formatted(subnet, 1 + block, 1 + addresses++ % ADDRESSES_IN_A_BLOCK);
    }

    private static JsonNode orEmpty(JsonNode object) {
        return object.isObject() ? object.deepCopy() : JSON.createObjectNode();
    }
}
