package dev.gangway.crash;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The name of a write, made of what it does to which kind of objects in which cluster. */
final class WritePoint {
    /** The system property that says which cluster answers at which port, as {@code port=name,port=name}. */
    static final String CLUSTERS = "crash.clusters";

    /** Nothing of the write has left the process. */
    static final String BEFORE = "before-";

    /** The write has taken effect, and nobody in the process knows. */
    static final String UNANSWERED = "unanswered-";

    private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final Pattern PATH = Pattern.compile(
            "/(?:api/v1|apis/[^/]+/[^/]+)(?:/namespaces/[^/]+)?/(?<plural>[^/?]+)(?:/[^/?]+)?(?:/(?<sub>[^/?]+))?");
    private static final Map<Integer, String> NAMES = Arrays.stream(
                    System.getProperty(CLUSTERS, "").split(","))
            .filter(entry -> !entry.isEmpty())
            .map(entry -> entry.split("=", 2))
            .collect(Collectors.toMap(entry -> Integer.valueOf(entry[0]), entry -> entry[1]));

    private WritePoint() {}

    /** Whether a line that a process has printed is the name of a point. */
    static boolean isName(String line) {
        return line.startsWith(BEFORE) || line.startsWith(UNANSWERED);
    }

    /** Whether it is a write that every process makes for itself, whatever becomes of shifts. */
    static boolean isOfItself(String point) {
        return point.contains("meshclusters") || point.contains("leases");
    }

    /** Empty for what changes nothing: reads, and questions about rights. */
    static Optional<String> of(String method, URI uri) {
        Matcher path = PATH.matcher(uri.getPath());
        if (!WRITES.contains(method) || !path.matches() || path.group("plural").endsWith("reviews")) {
            return Optional.empty();
        }
        String what = path.group("plural") + (path.group("sub") == null ? "" : "-" + path.group("sub"));
        return Optional.of("%s-of-%s-in-%s"
                .formatted(
                        method.toLowerCase(Locale.ROOT),
                        what,
                        NAMES.getOrDefault(uri.getPort(), "port" + uri.getPort())));
    }
}
