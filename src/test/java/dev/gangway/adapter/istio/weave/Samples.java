package dev.gangway.adapter.istio.weave;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;

/**
 * Objects as people could write them, made by chance: every spelling of the host, weights that are there or not, keys in any
 * order, fields that no version of Istio has. Each is one that Istio accepts.
 */
final class Samples {
    private static final List<String> HOSTS = List.of(
            "checkout",
            "checkout.shop",
            "checkout.shop.svc",
            "checkout.shop.svc.cluster.local",
            "checkout",
            "cart",
            "checkout.till.svc.cluster.local");
    private static final int[] WEIGHTS = {0, 1, 2, 3, 7, 10, 33, 50, 99, 100, 250, 1000, 12_345};
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Random random;
    private int rules;

    Samples(Random random) {
        this.random = random;
    }

    static ObjectNode json(String text) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    ObjectNode virtualService() {
        ObjectNode object = NODES.objectNode();
        object.put("apiVersion", one("networking.istio.io/v1", "networking.istio.io/v1beta1"));
        object.put("kind", "VirtualService");
        object.set("metadata", metadata());
        ObjectNode spec = object.putObject("spec");
        spec.putArray("hosts").add("checkout");
        for (String protocol : List.of("http", "tcp", "tls")) {
            int count = random.nextInt(protocol.equals("http") ? 4 : 3);
            if (count > 0) {
                ArrayNode list = spec.putArray(protocol);
                for (int index = 0; index < count; index++) {
                    list.add(rule());
                }
            }
        }
        return extended(object);
    }

    /** The same, with mirrors in some of the http rules, written in each way that there is. */
    ObjectNode mirroring() {
        ObjectNode object = virtualService();
        object.path("spec").path("http").forEach(rule -> {
            if (rule.has("route")) {
                mirror((ObjectNode) rule);
            }
        });
        return object;
    }

    private void mirror(ObjectNode rule) {
        switch (random.nextInt(6)) {
            case 0 -> {
                rule.set("mirror", mirrored());
                switch (random.nextInt(4)) {
                    case 0 -> rule.putObject("mirrorPercentage").put("value", percent());
                    case 1 -> rule.put("mirrorPercent", random.nextInt(101));
                    case 2 -> rule.putNull("mirror_percent");
                    default -> {}
                }
                extended(rule);
            }
            case 1 -> {
                ArrayNode list = rule.putArray("mirrors");
                int count = random.nextInt(4);
                for (int index = 0; index < count; index++) {
                    ObjectNode entry = list.addObject();
                    entry.set("destination", mirrored());
                    if (flip()) {
                        entry.putObject("percentage").put("value", percent());
                    }
                    extended(entry);
                }
            }
            default -> {}
        }
        if (flip()) {
            rule.put("name", "rule-" + rules);
        }
    }

    private ObjectNode mirrored() {
        ObjectNode to = NODES.objectNode().put("host", HOSTS.get(random.nextInt(HOSTS.size())));
        switch (random.nextInt(4)) {
            case 0 -> to.put("subset", "");
            case 1 -> to.put("subset", one("v1", "v2"));
            default -> {}
        }
        return to;
    }

    private double percent() {
        return flip() ? random.nextInt(101) : random.nextInt(1_000_000) / 10_000.0;
    }

    ObjectNode destinationRule(String name, String... subsets) {
        ObjectNode object = NODES.objectNode();
        object.put("apiVersion", "networking.istio.io/v1").put("kind", "DestinationRule");
        object.putObject("metadata").put("name", name).put("namespace", "shop");
        ObjectNode spec = object.putObject("spec").put("host", one(HOSTS.get(0), HOSTS.get(3)));
        ArrayNode list = spec.putArray("subsets");
        for (String subset : subsets) {
            ObjectNode node = list.addObject().put("name", subset);
            if (flip()) {
                node.putObject("labels").put("version", subset);
            }
            if (flip()) {
                node.putObject("trafficPolicy")
                        .put("from", subset)
                        .putObject("tls")
                        .put("mode", "ISTIO_MUTUAL");
            }
            extended(node);
        }
        return object;
    }

    private ObjectNode metadata() {
        ObjectNode metadata = NODES.objectNode().put("name", "routes").put("namespace", "shop");
        switch (random.nextInt(4)) {
            case 0 -> metadata.putNull("annotations");
            case 1 -> metadata.putObject("annotations");
            case 2 -> metadata.putObject("annotations").put("team", "till");
            default -> {}
        }
        if (flip()) {
            metadata.putObject("labels").put("app", "checkout");
        }
        return metadata;
    }

    private ObjectNode rule() {
        ObjectNode rule = NODES.objectNode();
        rule.putArray("match").addObject().put("port", ++rules);
        switch (random.nextInt(8)) {
            case 0 -> rule.putObject("redirect").put("uri", "/new");
            case 1 -> rule.putObject("delegate").put("name", "other");
            default -> rule.set("route", destinations());
        }
        return extended(rule);
    }

    private ArrayNode destinations() {
        ArrayNode list = NODES.arrayNode();
        int count = 1 + random.nextInt(4);
        for (int index = 0; index < count; index++) {
            list.add(destination());
        }
        boolean allZero = true;
        for (JsonNode destination : list) {
            allZero &= destination.path("weight").asInt(0) == 0;
        }
        if (allZero && count > 1) {
            ((ObjectNode) list.get(random.nextInt(count))).put("weight", 1 + random.nextInt(100));
        }
        return list;
    }

    private ObjectNode destination() {
        ObjectNode destination = NODES.objectNode();
        boolean weightFirst = flip();
        if (weightFirst) {
            weigh(destination);
        }
        ObjectNode to = destination.putObject("destination");
        if (flip()) {
            to.putObject("port").put("number", 80);
        }
        boolean hostFirst = flip();
        String host = HOSTS.get(random.nextInt(HOSTS.size()));
        if (hostFirst) {
            to.put("host", host);
        }
        switch (random.nextInt(6)) {
            case 0 -> to.put("subset", "");
            case 1 -> to.putNull("subset");
            case 2, 3 -> to.put("subset", one("v1", "v2"));
            default -> {}
        }
        if (!hostFirst) {
            to.put("host", host);
        }
        if (!weightFirst) {
            weigh(destination);
        }
        return extended(destination);
    }

    private void weigh(ObjectNode destination) {
        switch (random.nextInt(6)) {
            case 0 -> destination.putNull("weight");
            case 1 -> {}
            default -> destination.put("weight", WEIGHTS[random.nextInt(WEIGHTS.length)]);
        }
    }

    private ObjectNode extended(ObjectNode node) {
        if (random.nextInt(3) == 0) {
            node.putObject("x-later").put("number", random.nextInt(3)).put("text", "a: b\n");
        }
        return node;
    }

    private String one(String... of) {
        return of[random.nextInt(of.length)];
    }

    private boolean flip() {
        return random.nextBoolean();
    }
}
