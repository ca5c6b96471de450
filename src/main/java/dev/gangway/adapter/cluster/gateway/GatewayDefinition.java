package dev.gangway.adapter.cluster.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.gangway.adapter.cluster.Member;
import dev.gangway.adapter.cluster.ServedKind;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The objects that make an east-west gateway, as {@code gateway.yaml} beside this class has them.
 *
 * @param objects in the order in which they are made
 */
record GatewayDefinition(List<ObjectNode> objects) {
    /** Of all objects but the Service. */
    static final String NAME = "istio-eastwestgateway";

    /** What others' Istio Gateways select its pods by. */
    static final Map<String, String> POD_LABELS = Map.of("app", NAME, "istio", "eastwestgateway");

    static final String NETWORK_LABEL = "topology.istio.io/network";
    /** Where clusters meet: what comes in is sent on by the name of the service in its TLS handshake. */
    static final int PORT = 15443;

    static final String MANAGER_LABEL = "app.kubernetes.io/managed-by";
    static final String MANAGER = "gangway";

    private static final ObjectMapper JSON = new ObjectMapper();

    GatewayDefinition {
        objects = List.copyOf(objects);
    }

    /** That of a cluster. */
    static GatewayDefinition of(Member cluster) {
        Map<String, String> values = Map.of("{namespace}", cluster.rootNamespace(), "{network}", cluster.network());
        return new GatewayDefinition(Stream.of(text().split("\n---\n"))
                .map(document -> Serialization.unmarshal(document, ObjectNode.class))
                .map(document -> (ObjectNode) filled(document, values))
                .toList());
    }

    /** The same with pods that this revision's injector is for. */
    GatewayDefinition ofRevision(String revision) {
        return new GatewayDefinition(objects.stream()
                .map(object -> {
                    ObjectNode copy = object.deepCopy();
                    if (kind(copy) == ServedKind.DEPLOYMENT) {
                        copy.withObject("/spec/template/metadata/labels").put(Injectors.REVISION, revision);
                    }
                    return copy;
                })
                .toList());
    }

    /** Whether an object was made by us. */
    static boolean isOurs(JsonNode object) {
        return object.path("metadata")
                .path("labels")
                .path(MANAGER_LABEL)
                .asText("")
                .equals(MANAGER);
    }

    static ServedKind kind(JsonNode object) {
        return Arrays.stream(ServedKind.values())
                .filter(kind -> kind.title().equals(object.path("kind").asText()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no kind of a gateway's: " + object.path("kind")));
    }

    /** Values go into the tree and not into the text, so that nothing in them can be read as YAML. */
    private static JsonNode filled(JsonNode node, Map<String, String> values) {
        if (node instanceof ObjectNode fields) {
            ObjectNode result = JSON.createObjectNode();
            fields.properties().forEach(field -> result.set(field.getKey(), filled(field.getValue(), values)));
            return result;
        }
        if (node.isArray()) {
            var result = JSON.createArrayNode();
            node.forEach(element -> result.add(filled(element, values)));
            return result;
        }
        return node.isTextual() && values.containsKey(node.asText())
                ? TextNode.valueOf(values.get(node.asText()))
                : node;
    }

    private static String text() {
        try (InputStream yaml = GatewayDefinition.class.getResourceAsStream("gateway.yaml")) {
            if (yaml == null) {
                throw new IllegalStateException("gateway.yaml is missing beside " + GatewayDefinition.class.getName());
            }
            return new String(yaml.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("can't read gateway.yaml", e);
        }
    }
}
