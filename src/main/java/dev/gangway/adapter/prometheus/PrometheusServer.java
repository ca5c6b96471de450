package dev.gangway.adapter.prometheus;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A server that speaks Prometheus' HTTP API: Prometheus itself, Thanos, Mimir and their like.
 *
 * @param name of the cluster whose clients it watches, for messages
 * @param base the address before {@code /api/v1/query}: http or https, no user info, query or fragment
 * @param headers sent with each query, such as {@code X-Scope-OrgID}. Tenants of one address are told apart by them
 * @param authorization sent with each query
 * @param http the connections, with the certificates that they trust. Servers that trust the same share one
 */
public record PrometheusServer(
        String name, URI base, Map<String, String> headers, Authorization authorization, HttpClient http) {

    /** Copies the headers; throws IllegalArgumentException that names the server and the part, and shows no secret. */
    public PrometheusServer {
        requireNonNull(authorization, "authorization");
        requireNonNull(http, "http");
        if (name.isBlank()) {
            throw new IllegalArgumentException("a Prometheus needs a name");
        }
        requireAddress(name, base);
        headers = Map.copyOf(headers);
        headers.forEach((header, value) -> requireHeader(name, header, value));
        base = withoutSlash(base);
    }

    /** What makes two servers one: a query to either gives the same answer. */
    record Endpoint(URI base, Map<String, String> headers) {}

    Endpoint endpoint() {
        return new Endpoint(base, headers);
    }

    /** Each endpoint once. */
    static Map<Endpoint, PrometheusServer> byEndpoint(Collection<PrometheusServer> servers) {
        Map<Endpoint, PrometheusServer> distinct = new LinkedHashMap<>();
        servers.forEach(server -> distinct.merge(server.endpoint(), server, PrometheusServer::joinedBy));
        return distinct;
    }

    /** The same server, watching the clients of another one's cluster as well. */
    private PrometheusServer joinedBy(PrometheusServer other) {
        return new PrometheusServer(name + ", " + other.name, base, headers, authorization, http);
    }

    private static void requireAddress(String name, URI base) {
        boolean web = "http".equalsIgnoreCase(base.getScheme()) || "https".equalsIgnoreCase(base.getScheme());
        boolean plain = base.getRawUserInfo() == null && base.getRawQuery() == null && base.getRawFragment() == null;
        if (!web || base.getHost() == null || !plain) {
            // The address itself is not shown: it may hold a password.
            throw new IllegalArgumentException("the address of Prometheus of " + name
                    + " must be http(s)://host[:port][/path], with no user, query or fragment");
        }
    }

    private static void requireHeader(String name, String header, String value) {
        try {
            HttpRequest.newBuilder().setHeader(header, value);
        } catch (IllegalArgumentException e) {
            // The cause is left out: it quotes the value.
            throw new IllegalArgumentException("header '" + header + "' for Prometheus of " + name
                    + " can't be sent: its name or value is not legal");
        }
    }

    private static URI withoutSlash(URI base) {
        String text = base.toString();
        return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : base;
    }

    @Override
    public String toString() {
        return "Prometheus of " + name + " at " + base + ", headers " + new TreeMap<>(headers).keySet()
                + ", authorization " + authorization;
    }
}
