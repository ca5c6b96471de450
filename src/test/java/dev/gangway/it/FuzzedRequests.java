package dev.gangway.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.it.OpenApi.Described;
import io.vertx.core.buffer.Buffer;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Requests that are nearly as the service describes them: every operation of its OpenAPI document, every parameter and every body, with
 * something else in some places. The same seed draws the same ones.
 */
final class FuzzedRequests {
    private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)}");
    /** What names a place for sure, and does not lead to another path. */
    private static final String NAMED = "[^/.%]+";

    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD");
    private static final List<String> KNOWN =
            List.of("shop", "checkout", "payments", "cart", "k8s2", "eks1", "default", "true", "1", "24h", "Shifting");
    private static final List<String> ODD = List.of(
            "",
            " ",
            ".",
            "..",
            "/",
            "%",
            "*",
            "-1",
            "0",
            "999999999999999999999",
            "1e309",
            "NaN",
            "null",
            "a=b,c in (d),!e",
            "{__name__=~\".+\"}",
            "\"} or vector(1) #",
            "http://127.0.0.1:1/",
            "../../secrets/k8s2-kubeconfig",
            "${KUBECONFIG}",
            "\u0000",
            "\u202e\ud83d\udea2",
            "x".repeat(3_000));

    private final Random random;
    private final Senders senders;
    private final List<Described> operations;

    /**
     * Who sends them, by the value of the header Authorization, each as likely as the others; blank = without one.
     *
     * @param people who use all operations but the webhook
     * @param alertmanager who use the webhook
     */
    record Senders(List<String> people, List<String> alertmanager) {
        /** Where nobody is asked. */
        static Senders anybody() {
            return new Senders(List.of(""), List.of(""));
        }
    }

    /**
     * One request; the path begins with a slash and is encoded.
     *
     * @param answers the statuses that its operation describes; empty where it may be for another one, or for none
     */
    record Request(String method, String path, Map<String, String> headers, Buffer body, Set<String> answers) {
        @Override
        public String toString() {
            String sent = body.toString(UTF_8);
            return "%s %s %s %s".formatted(method, path, headers, sent.substring(0, Math.min(sent.length(), 2_000)));
        }
    }

    FuzzedRequests(OpenApi openApi, Senders senders, long seed) {
        random = new Random(seed);
        this.senders = senders;
        operations =
                openApi.operations().stream().filter(one -> !one.isStream()).toList();
    }

    int operations() {
        return operations.size();
    }

    Request next() {
        Described operation = operations.get(random.nextInt(operations.size()));
        String method = oneIn(20) ? pick(METHODS) : operation.method();
        String path = path(operation);
        boolean isMeant = method.equals(operation.method())
                && path.matches(operation.path().replaceAll(PLACE.pattern(), NAMED));
        return new Request(
                method,
                path + query(operation),
                headers(operation),
                Buffer.buffer(body(operation)),
                isMeant ? operation.answers() : Set.of());
    }

    private String path(Described operation) {
        return PLACE.matcher(operation.path()).replaceAll(place -> {
            boolean isPlayed = isSlow(operation) && place.group(1).equals("name");
            return Matcher.quoteReplacement(encoded(isPlayed ? "nobody" + word() : word()));
        });
    }

    /** It plays for seconds, two at a time at most, and says that it is busy: that is no fault of its own. */
    private static boolean isSlow(Described operation) {
        return operation.path().endsWith("/backtest");
    }

    private String query(Described operation) {
        List<String> names = new ArrayList<>(operation.queries());
        StringBuilder query = new StringBuilder();
        while (oneIn(2)) {
            query.append(query.isEmpty() ? '?' : '&')
                    .append(names.isEmpty() || oneIn(8) ? "unknown" : pick(names))
                    .append('=')
                    .append(encoded(word()));
        }
        return query.toString();
    }

    private Map<String, String> headers(Described operation) {
        Map<String, String> headers = new TreeMap<>();
        headers.put("Content-Type", oneIn(20) ? "text/plain" : "application/json");
        String sender = pick(operation.path().endsWith("/alerts") ? senders.alertmanager() : senders.people());
        if (!sender.isBlank()) {
            headers.put("Authorization", sender);
        }
        for (String name : List.of("If-Match", "If-None-Match", "Idempotency-Key", "Accept", "Authorization")) {
            if (oneIn(12)) {
                headers.put(name, word().replaceAll("[^ -~]", "?"));
            }
        }
        return headers;
    }

    private byte[] body(Described operation) {
        if (operation.bodies().isEmpty()) {
            return oneIn(4) ? pick(ODD).getBytes(UTF_8) : new byte[0];
        }
        JsonNode example = pick(operation.bodies()).deepCopy();
        while (oneIn(2)) {
            spoil(example);
        }
        byte[] json = example.toString().getBytes(UTF_8);
        if (oneIn(10)) {
            return Arrays.copyOf(json, random.nextInt(json.length + 1));
        }
        if (oneIn(10) && json.length > 0) {
            json[random.nextInt(json.length)] = (byte) random.nextInt();
        }
        return json;
    }

    /** Puts something else in the place of a field or an element at any depth, or leaves it out. */
    private void spoil(JsonNode node) {
        if (node instanceof ObjectNode object && !object.isEmpty()) {
            String name =
                    pick(object.properties().stream().map(Map.Entry::getKey).toList());
            if (object.get(name).isContainerNode() && oneIn(2)) {
                spoil(object.get(name));
            } else if (oneIn(4)) {
                object.remove(name);
            } else {
                object.set(oneIn(8) ? word() : name, junk());
            }
        } else if (node instanceof ArrayNode array && !array.isEmpty()) {
            array.set(random.nextInt(array.size()), junk());
        }
    }

    private JsonNode junk() {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (random.nextInt(8)) {
            case 0 -> nodes.nullNode();
            case 1 -> nodes.numberNode(random.nextLong());
            case 2 -> nodes.numberNode(random.nextDouble() * 200 - 50);
            case 3 -> nodes.arrayNode().addNull().add(7).add(word());
            case 4 -> nodes.objectNode().put(word(), 7).putNull("spec");
            case 5 -> nodes.booleanNode(random.nextBoolean());
            default -> nodes.textNode(word());
        };
    }

    private String word() {
        return switch (random.nextInt(6)) {
            case 0 -> pick(ODD);
            case 1 -> drawn();
            default -> pick(KNOWN);
        };
    }

    private String drawn() {
        StringBuilder drawn = new StringBuilder();
        for (int length = random.nextInt(12); length > 0; length--) {
            drawn.append((char) (oneIn(6) ? random.nextInt(0xd800) : ' ' + random.nextInt(95)));
        }
        return drawn.toString();
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, UTF_8).replace("+", "%20");
    }

    private boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    private <T> T pick(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
