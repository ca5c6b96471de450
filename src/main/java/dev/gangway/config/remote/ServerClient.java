package dev.gangway.config.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.gangway.adapter.rest.Problem;
import dev.gangway.cli.ServerAddress;
import dev.gangway.cli.ServerUnreachableException;
import dev.gangway.control.RefusedException;
import dev.gangway.control.RefusedException.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Calls one server. What it refuses is a RefusedException with its words; no usable answer is a ServerUnreachableException. */
public final class ServerClient {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** Whoever asks too often is answered later. */
    private static final int TOO_MANY = 429;

    /** A newer server may say more than this command line knows. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final ServerAddress address;
    private final Road road;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();

    /** Calls nobody yet. */
    public ServerClient(ServerAddress address) {
        this.address = address;
        this.road = address.place() instanceof ServerAddress.InCluster cluster
                ? new Tunnel(cluster)
                : Road.to(((ServerAddress.Web) address.place()).uri());
    }

    /** Part of a path, whatever is in it. */
    public static String segment(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    /** Reads what is there; {@code path} begins with {@code /api}. */
    public <T> T get(String path, Class<T> type) {
        return read(send("GET", path, BodyPublishers.noBody(), Map.of()), type);
    }

    /** Reads what may be there: empty where there is no such thing. */
    public <T> Optional<T> find(String path, Class<T> type) {
        try {
            return Optional.of(get(path, type));
        } catch (RefusedException refused) {
            if (refused.kind() == Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    /** Sends something, with what comes back. */
    public <T> T send(String method, String path, Object body, Class<T> type) {
        return send(method, path, body, type, Map.of());
    }

    /** The same with more headers. */
    <T> T send(String method, String path, Object body, Class<T> type, Map<String, String> headers) {
        try {
            return read(send(method, path, BodyPublishers.ofString(JSON.writeValueAsString(body)), headers), type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("can't be written as JSON", e);
        }
    }

    /** The same as one type more; throws ServerUnreachableException where it is something else. */
    static <T> T convert(JsonNode node, Class<T> type) {
        try {
            return JSON.treeToValue(node, type);
        } catch (JsonProcessingException e) {
            throw new ServerUnreachableException("the server gives an answer that makes no sense", e);
        }
    }

    /** Takes something away. */
    public void delete(String path) {
        var unused = send("DELETE", path, BodyPublishers.noBody(), Map.of());
    }

    private HttpResponse<String> send(String method, String path, BodyPublisher body, Map<String, String> headers) {
        String base = road.base().toString().replaceFirst("/+$", "");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, application/problem+json")
                .method(method, body);
        headers.forEach(request::header);
        address.token().or(road::token).ifPresent(token -> request.header("Authorization", "Bearer " + token.read()));
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw refusal(response);
            }
            return response;
        } catch (IOException e) {
            road.lost();
            throw new ServerUnreachableException(
                    "%s does not answer; is that the address of Gangway? Give it with --server"
                            .formatted(address.place()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerUnreachableException("broken off while %s was asked".formatted(address.place()), e);
        }
    }

    private RuntimeException refusal(HttpResponse<String> response) {
        int status = response.statusCode();
        try {
            Problem problem = JSON.readValue(response.body(), Problem.class);
            String words = problem.detail() == null ? problem.title() : problem.detail();
            String field = problem.field() == null ? "request" : problem.field();
            if (words != null && status < 500 && status != TOO_MANY) {
                Kind kind = status == 404 ? Kind.NOT_FOUND : status == 409 ? Kind.CONFLICT : Kind.INVALID;
                return new RefusedException(kind, field, words);
            }
            return new ServerUnreachableException("%s answers %d: %s".formatted(address.place(), status, words), null);
        } catch (JsonProcessingException e) {
            return new ServerUnreachableException("%s answers %d".formatted(address.place(), status), e);
        }
    }

    private <T> T read(HttpResponse<String> response, Class<T> type) {
        try {
            return JSON.readValue(response.body(), type);
        } catch (JsonProcessingException e) {
            throw new ServerUnreachableException(
                    "%s gives an answer that makes no sense; is that the address of Gangway?"
                            .formatted(address.place()),
                    e);
        }
    }
}
