package dev.gangway.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Requests that are nearly as the service describes them: every operation of its OpenAPI document, every parameter and every body, with
 * something else in some places. The same seed draws the same ones.
 */
final class FuzzedRequests {
    private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)}");
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
    private final List<Operation> operations;

    /** An operation of the document. */
    private record Operation(String method, String path, List<String> queries, List<JsonNode> bodies) {
        /** It plays for seconds, two at a time at most, and says that it is busy: that is no fault of its own. */
        boolean isSlow() {
            return path.endsWith("/backtest");
        }
    }

    /** One request; the path begins with a slash and is encoded. */
    record Request(String method, String path, Map<String, String> headers, Buffer body) {
        @Override
        public String toString() {
            String sent = body.toString(UTF_8);
            return "%s %s %s %s".formatted(method, path, headers, sent.substring(0, Math.min(sent.length(), 2_000)));
        }
    }

    FuzzedRequests(JsonNode openApi, long seed) {
        random = new Random(seed);
        operations = operations(openApi);
    }

    private static List<Operation> operations(JsonNode openApi) {
        List<Operation> operations = new ArrayList<>();
        openApi.get("paths").properties().stream()
                .filter(path ->
                        path.getKey().startsWith("/api/") && !path.getKey().endsWith("/events"))
                .forEach(path -> path.getValue().properties().stream()
                        .filter(method -> METHODS.contains(method.getKey().toUpperCase(Locale.ROOT)))
                        .forEach(method -> operations.add(new Operation(
                                method.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                queries(method.getValue()),
                                examples(method.getValue())))));
        return operations;
    }

    private static List<String> queries(JsonNode operation) {
        List<String> names = new ArrayList<>(List.of("limit", "unknown"));
        operation.path("parameters").forEach(parameter -> {
            if (parameter.path("in").asText().equals("query")) {
                names.add(parameter.path("name").asText());
            }
        });
        return names;
    }

    private static List<JsonNode> examples(JsonNode operation) {
        List<JsonNode> examples = new ArrayList<>();
        JsonNode json = operation.path("requestBody").path("content").path("application/json");
        Stream.of(json.path("example"))
                .filter(example -> !example.isMissingNode())
                .forEach(examples::add);
        json.path("examples").forEach(example -> examples.add(example.path("value")));
        return examples;
    }

    int operations() {
        return operations.size();
    }

    Request next() {
        Operation operation = operations.get(random.nextInt(operations.size()));
        String method = oneIn(20) ? pick(METHODS) : operation.method();
        return new Request(method, path(operation) + query(operation), headers(), Buffer.buffer(body(operation)));
    }

    private String path(Operation operation) {
        return PLACE.matcher(operation.path()).replaceAll(place -> {
            boolean isPlayed = operation.isSlow() && place.group(1).equals("name");
            return Matcher.quoteReplacement(encoded(isPlayed ? "nobody" + word() : word()));
        });
    }

    private String query(Operation operation) {
        StringBuilder query = new StringBuilder();
        while (oneIn(2)) {
            query.append(query.isEmpty() ? '?' : '&')
                    .append(pick(operation.queries()))
                    .append('=')
                    .append(encoded(word()));
        }
        return query.toString();
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new TreeMap<>();
        headers.put("Content-Type", oneIn(20) ? "text/plain" : "application/json");
        for (String name : List.of("If-Match", "If-None-Match", "Idempotency-Key", "Accept", "Authorization")) {
            if (oneIn(12)) {
                headers.put(name, word().replaceAll("[^ -~]", "?"));
            }
        }
        return headers;
    }

    private byte[] body(Operation operation) {
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
