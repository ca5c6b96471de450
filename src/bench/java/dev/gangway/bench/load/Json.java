package dev.gangway.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Objects and their bytes. */
final class Json {
    static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static ObjectNode object(byte[] bytes) {
        try {
            return (ObjectNode) MAPPER.readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ObjectNode object(String text) {
        return object(text.getBytes(UTF_8));
    }

    /** What a watch tells. */
    static String event(String type, byte[] object) {
        return "{\"type\":\"" + type + "\",\"object\":" + new String(object, UTF_8) + "}";
    }

    /** What a watch tells of nothing but a version. */
    static String bookmark(String kind, String apiVersion, long version) {
        String object = "{\"kind\":\"%s\",\"apiVersion\":\"%s\",\"metadata\":{\"resourceVersion\":\"%d\"}}";
        return event("BOOKMARK", object.formatted(kind, apiVersion, version).getBytes(UTF_8));
    }

    /** A list as an API server answers it; {@code next} is empty where nothing comes after. */
    static byte[] list(String kind, String apiVersion, long version, String next, List<byte[]> items) {
        String metadata = "{\"resourceVersion\":\"%d\",\"continue\":\"%s\"}".formatted(version, next);
        byte[] head = "{\"kind\":\"%sList\",\"apiVersion\":\"%s\",\"metadata\":%s,\"items\":["
                .formatted(kind, apiVersion, metadata)
                .getBytes(UTF_8);
        byte[] all = new byte
                [head.length + items.stream().mapToInt(item -> item.length + 1).sum() + 2];
        System.arraycopy(head, 0, all, 0, head.length);
        int at = head.length;
        for (byte[] item : items) {
            System.arraycopy(item, 0, all, at, item.length);
            at += item.length;
            all[at++] = ',';
        }
        at -= items.isEmpty() ? 0 : 1;
        all[at++] = ']';
        all[at++] = '}';
        return java.util.Arrays.copyOf(all, at);
    }
}
