package dev.gangway.sim;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What an API server says of itself, so that kubectl finds the kinds; the mock server answers none of it. */
final class Discovery {
    private static final List<String> VERBS = List.of("create", "delete", "get", "list", "patch", "update", "watch");

    private Discovery() {}

    /** The answer for a path that asks what is served; empty for every other path. */
    static Optional<String> answer(String path) {
        String plain = path.replaceFirst("\\?.*", "");
        return body(plain).map(Serialization::asJson);
    }

    private static Optional<Map<String, Object>> body(String path) {
        if (path.equals("/version")) {
            return Optional.of(Map.of("major", "1", "minor", "33", "gitVersion", "v1.33.0-gangway-sim"));
        }
        if (path.equals("/api")) {
            return Optional.of(Map.of("kind", "APIVersions", "versions", List.of("v1")));
        }
        if (path.equals("/apis")) {
            return Optional.of(Map.of("kind", "APIGroupList", "apiVersion", "v1", "groups", groups()));
        }
        return ServedResource.ALL.stream()
                .map(ServedResource::groupVersion)
                .filter(gv -> path.equals((gv.contains("/") ? "/apis/" : "/api/") + gv))
                .findFirst()
                .map(Discovery::resources);
    }

    private static List<Map<String, Object>> groups() {
        var names = new TreeSet<String>();
        ServedResource.ALL.stream().filter(r -> !r.group().isEmpty()).forEach(r -> names.add(r.groupVersion()));
        return names.stream().map(Discovery::group).toList();
    }

    private static Map<String, Object> group(String groupVersion) {
        String[] parts = groupVersion.split("/", 2);
        Map<String, Object> version = Map.of("groupVersion", groupVersion, "version", parts[1]);
        return Map.of("name", parts[0], "versions", List.of(version), "preferredVersion", version);
    }

    private static Map<String, Object> resources(String groupVersion) {
        List<Map<String, Object>> resources = ServedResource.ALL.stream()
                .filter(r -> r.groupVersion().equals(groupVersion))
                .flatMap(r -> r.hasStatus()
                        ? Stream.of(resource(r, r.plural()), resource(r, r.plural() + "/status"))
                        : Stream.of(resource(r, r.plural())))
                .toList();
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("kind", "APIResourceList");
        list.put("apiVersion", "v1");
        list.put("groupVersion", groupVersion);
        list.put("resources", new ArrayList<>(resources));
        return list;
    }

    private static Map<String, Object> resource(ServedResource resource, String name) {
        return Map.of("name", name, "kind", resource.kind(), "namespaced", resource.namespaced(), "verbs", VERBS);
    }
}
