package dev.gangway.proxy;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A request to an API server.
 *
 * @param method of HTTP
 * @param uri path and query
 */
public record Call(String method, String uri) {
    private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final String NAMESPACES = "namespaces";

    /** All. */
    public static final Predicate<Call> ANY = call -> true;
    /** What changes something. */
    public static final Predicate<Call> WRITE = call -> WRITES.contains(call.method());
    /** What is heard of changes. */
    public static final Predicate<Call> WATCH = Call::isWatch;

    /** About one of these kinds, in the plural. */
    public static Predicate<Call> about(String... plurals) {
        return call -> List.of(plurals).contains(call.plural());
    }

    /** Whether it asks to be told of changes. */
    public boolean isWatch() {
        return method.equals("GET") && (uri.contains("watch=true") || uri.contains("watch=1"));
    }

    /** Whether it asks for all of a kind as it stands. */
    boolean isList() {
        return method.equals("GET") && !isWatch();
    }

    /** The path alone. */
    String path() {
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }

    /** The kind as it stands in the path; empty where there is none. */
    String plural() {
        List<String> parts = List.of(path().substring(1).split("/"));
        int first = parts.get(0).equals("api") ? 2 : 3;
        boolean namespaced = parts.size() > first + 2 && parts.get(first).equals(NAMESPACES);
        int at = namespaced ? first + 2 : first;
        return at < parts.size() ? parts.get(at) : "";
    }
}
