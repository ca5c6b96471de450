package dev.gangway.adapter.crd;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;

/**
 * Writes the status of a TrafficShift, and gives it back as it stands then.
 *
 * <p>A round writes hundreds. So a status is made JSON once, for the API server and to be held; with it go only the names and the
 * versions that fence it, as an API server takes nothing else of a write to {@code /status}; and of the answer, which repeats all
 * that, only the new version is read.
 */
final class StatusWrite {
    private static final JsonFactory JSON = new JsonFactory();

    private final KubernetesClient management;

    StatusWrite(KubernetesClient management) {
        this.management = management;
    }

    /** Throws KubernetesClientException: with code 409 when another version stands, 404 when nothing does. */
    TrafficShift write(TrafficShift held, TrafficShiftStatus status) {
        String json = PackedStatus.json(status);
        String answer = management.raw(path(held.getMetadata()), "PUT", body(held, json));
        return held.withStatus(PackedStatus.of(status, json), version(answer));
    }

    private static String path(ObjectMeta shift) {
        return "/apis/%s/%s/namespaces/%s/trafficshifts/%s/status"
                .formatted(Api.GROUP, Api.VERSION, shift.getNamespace(), shift.getName());
    }

    private static String body(TrafficShift held, String status) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("apiVersion", held.getApiVersion()).put("kind", held.getKind());
        ObjectMeta metadata = held.getMetadata();
        body.putObject("metadata")
                .put("namespace", metadata.getNamespace())
                .put("name", metadata.getName())
                .put("uid", metadata.getUid())
                .put("resourceVersion", metadata.getResourceVersion());
        return body.putRawValue("status", new RawValue(status)).toString();
    }

    /** {@code metadata.resourceVersion}, which comes before the status: the rest is not read. */
    private static String version(String answer) {
        try (JsonParser parser = JSON.createParser(answer)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean metadata = parser.currentName().equals("metadata");
                parser.nextToken();
                if (metadata) {
                    return versionIn(parser);
                }
                parser.skipChildren();
            }
        } catch (IOException e) {
            throw new KubernetesClientException("the API server's answer can't be read", e);
        }
        throw new KubernetesClientException("the API server answered without metadata");
    }

    private static String versionIn(JsonParser metadata) throws IOException {
        while (metadata.nextToken() == JsonToken.FIELD_NAME) {
            boolean version = metadata.currentName().equals("resourceVersion");
            metadata.nextToken();
            if (version && metadata.currentToken() == JsonToken.VALUE_STRING) {
                return metadata.getText();
            }
            metadata.skipChildren();
        }
        throw new KubernetesClientException("the API server answered without a resourceVersion");
    }
}
