package dev.gangway.sim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.server.mock.KubernetesAttributesExtractor;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.crud.Attribute;
import io.fabric8.mockwebserver.crud.AttributeSet;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import io.fabric8.mockwebserver.http.Buffer;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * The mock server's dispatcher, made to answer as a real API server does where Gangway relies on it:
 *
 * <ul>
 *   <li>a PUT with a stale resourceVersion conflicts on {@code /status} too, and when it removes the last finalizer;
 *   <li>a PUT of a custom resource without a resourceVersion is refused;
 *   <li>a PUT on {@code /status} changes nothing but the status, and no PUT takes a deletionTimestamp back;
 *   <li>what is sent with {@code dryRun} is checked and not kept;
 *   <li>preconditions of a DELETE are kept, and an absent object answers with words;
 *   <li>a failing JSON patch answers 422 instead of never;
 *   <li>discovery and reviews are answered, and the server can be switched off, watches included.
 * </ul>
 */
final class StrictDispatcher extends KubernetesCrudDispatcher {
    private static final Logger LOG = Logger.getLogger(StrictDispatcher.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Set<WatchLine> watches = ConcurrentHashMap.newKeySet();
    private final AtomicLong istioWrites = new AtomicLong();
    private final AtomicLong objectWrites = new AtomicLong();
    private final String cluster;
    private volatile WriteWitness witness = WriteWitness.NONE;
    private volatile AccessRule access = AccessRule.BY_NAME;
    private volatile boolean off;

    StrictDispatcher(String cluster) {
        super(ServedResource.ALL.stream()
                .filter(resource -> resource.isCustom() || resource.hasStatus())
                .map(ServedResource::context)
                .toList());
        this.cluster = cluster;
    }

    /** Tells of all that is written from now on. */
    void tell(WriteWitness newWitness) {
        witness = newWitness;
    }

    /** Reviews by this rule from now on. */
    void reviewBy(AccessRule rule) {
        access = rule;
    }

    /** Off: every request is answered with 503, and the watches that are open are cut. */
    void switchOff(boolean nowOff) {
        off = nowOff;
        if (nowOff) {
            Set.copyOf(watches).forEach(WatchLine::cut);
        }
    }

    boolean isOff() {
        return off;
    }

    int openWatches() {
        return watches.size();
    }

    // One monitor around check and write: the mock server's own lock begins only inside the write.
    @Override
    public synchronized MockResponse dispatch(RecordedRequest request) {
        if (off) {
            return json(ApiRefusal.unavailable());
        }
        try {
            MockResponse response = answer(request);
            return response.getWebSocketListener() == null ? json(response) : response;
        } catch (JsonProcessingException e) {
            return json(ApiRefusal.unprocessable("the body is not JSON: " + e.getOriginalMessage()));
        } catch (RuntimeException e) {
            // An exception that leaves here leaves the client without an answer.
            LOG.debugf(e, "the mock API server could not answer %s", request);
            return json(ApiRefusal.unprocessable(String.valueOf(e.getMessage())));
        }
    }

    private MockResponse answer(RecordedRequest request) throws JsonProcessingException {
        return switch (request.method()) {
            case GET -> get(request);
            case POST -> post(request);
            case PUT -> put(request);
            case DELETE -> delete(request);
            default -> super.dispatch(request);
        };
    }

    private MockResponse get(RecordedRequest request) {
        String path = request.getPath();
        if (path.contains("watch=true") && request.getHeader("Upgrade") == null) {
            return ApiRefusal.plainWatch();
        }
        return Discovery.answer(path)
                .map(body -> new MockResponse().setResponseCode(200).setBody(body))
                .orElseGet(() -> worded(super.dispatch(request), path));
    }

    private MockResponse post(RecordedRequest request) throws JsonProcessingException {
        String body = bodyOf(request);
        Optional<JsonNode> review = Reviews.answer(request.getPath(), parse(body), access);
        if (review.isPresent()) {
            return new MockResponse().setResponseCode(201).setBody(Serialization.asJson(review.get()));
        }
        return DryRun.isAsked(request.getPath())
                ? DryRun.created(parse(body), name -> findResource(getKey(DryRun.path(request) + "/" + name)) != null)
                : super.dispatch(with(request, body));
    }

    private MockResponse put(RecordedRequest request) throws JsonProcessingException {
        String path = request.getPath().replaceFirst("\\?.*", "");
        Map.Entry<AttributeSet, String> entry = findResource(getKey(path));
        String body = bodyOf(request);
        if (entry == null || !(parse(body) instanceof ObjectNode sent)) {
            return worded(super.dispatch(with(request, body)), path);
        }
        ObjectNode current = (ObjectNode) parse(entry.getValue());
        String version = text(sent, "resourceVersion");
        if (version.isEmpty() && ServedResource.updateNeedsVersion(path)) {
            return ApiRefusal.versionMissing(current.path("kind").asText(), text(current, "name"));
        }
        if (differs(version, text(current, "resourceVersion")) || differs(text(sent, "uid"), text(current, "uid"))) {
            return ApiRefusal.conflict(current.path("kind").asText(), text(current, "name"));
        }
        if (DryRun.isAsked(request.getPath())) {
            return DryRun.answered(sent);
        }
        ObjectNode stored = path.endsWith("/status") ? withStatusOf(sent, current) : withDeletionOf(current, sent);
        RecordedRequest plain = new RecordedRequest(
                request.getHttpVersion(), HttpMethod.PUT, path, request.getHeaders(), buffer(stored.toString()));
        return super.dispatch(plain);
    }

    private MockResponse delete(RecordedRequest request) throws JsonProcessingException {
        String path = request.getPath().replaceFirst("\\?.*", "");
        JsonNode preconditions = parse(bodyOf(request)).path("preconditions");
        Map.Entry<AttributeSet, String> entry = findResource(getKey(path));
        if (entry != null && !preconditions.isMissingNode()) {
            JsonNode current = parse(entry.getValue());
            if (differs(preconditions.path("resourceVersion").asText(), text(current, "resourceVersion"))
                    || differs(preconditions.path("uid").asText(), text(current, "uid"))) {
                return ApiRefusal.conflict(current.path("kind").asText(), text(current, "name"));
            }
        }
        return entry != null && DryRun.isAsked(request.getPath())
                ? DryRun.answered(parse(entry.getValue()))
                : worded(super.dispatch(request), path);
    }

    /** Rises with each change of a VirtualService or DestinationRule. */
    long istioWrites() {
        return istioWrites.get();
    }

    /** Rises with each change of an object that a cluster's own controllers may care for. */
    long objectWrites() {
        return objectWrites.get();
    }

    /** The Istio configuration that stands, whether or not the server is switched off: istiod keeps what it has read. */
    IstioConfig istioConfig() throws JsonProcessingException {
        return new IstioConfig(stored("virtualservices"), stored("destinationrules"));
    }

    /** All objects of a kind, in all namespaces. */
    List<JsonNode> stored(String plural) throws JsonProcessingException {
        AttributeSet query = new AttributeSet(new Attribute(KubernetesAttributesExtractor.PLURAL, plural));
        List<String> found = new ArrayList<>();
        synchronized (map) {
            map.forEach((key, resource) -> {
                if (key.matches(query)) {
                    found.add(resource);
                }
            });
        }
        List<JsonNode> parsed = new ArrayList<>();
        for (String resource : found) {
            parsed.add(parse(resource));
        }
        return parsed;
    }

    @Override
    public void processEvent(
            String path, AttributeSet at, AttributeSet old, GenericKubernetesResource resource, String newState) {
        super.processEvent(path, at, old, resource, newState);
        witness.wrote(cluster, path, Optional.ofNullable(newState));
        if (path.contains("/virtualservices") || path.contains("/destinationrules")) {
            istioWrites.incrementAndGet();
        } else if (!path.startsWith("/apis/gangway.dev/")) {
            objectWrites.incrementAndGet();
        }
    }

    @Override
    public MockResponse handleWatch(String path) {
        MockResponse response = super.handleWatch(path);
        return response.withWebSocketUpgrade(new WatchLine(response.getWebSocketListener(), watches, this));
    }

    private static ObjectNode withStatusOf(ObjectNode sent, ObjectNode current) {
        ObjectNode stored = current.deepCopy();
        if (sent.has("status")) {
            stored.set("status", sent.get("status"));
        } else {
            stored.remove("status");
        }
        return stored;
    }

    private static ObjectNode withDeletionOf(ObjectNode current, ObjectNode sent) {
        ObjectNode stored = sent.deepCopy();
        ObjectNode metadata = stored.withObject("/metadata");
        metadata.remove("deletionTimestamp");
        String deleted = text(current, "deletionTimestamp");
        if (!deleted.isEmpty()) {
            metadata.put("deletionTimestamp", deleted);
        }
        return stored;
    }

    private static boolean differs(String asked, String current) {
        return !asked.isEmpty() && !asked.equals(current);
    }

    private static String text(JsonNode resource, String field) {
        return resource.path("metadata").path(field).asText("");
    }

    private static JsonNode parse(String body) throws JsonProcessingException {
        return JSON.readTree(body);
    }

    // Reading the mock server's buffer empties it, so what was read must be put into a new one.
    private static String bodyOf(RecordedRequest request) {
        return request.getBody() == null ? "" : request.getBody().readUtf8();
    }

    private static RecordedRequest with(RecordedRequest request, String body) {
        return new RecordedRequest(
                request.getHttpVersion(), request.method(), request.getPath(), request.getHeaders(), buffer(body));
    }

    private static Buffer buffer(String body) {
        return new Buffer().writeUtf8(body);
    }

    private static MockResponse worded(MockResponse response, String path) {
        boolean mute = response.code() == 404
                && (response.getBody() == null || response.getBody().size() == 0);
        return mute ? ApiRefusal.notFound(path) : response;
    }

    private static MockResponse json(MockResponse response) {
        return response.setHeader("Content-Type", "application/json");
    }
}
