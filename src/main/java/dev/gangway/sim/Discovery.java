package dev.gangway.sim;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
        if (path.equals("/openapi/v3")) {
            return Optional.of(Map.of("paths", schemas()));
        }
        Optional<Map<String, Object>> schema = groupVersions()
                .filter(gv -> path.equals("/openapi/v3" + root(gv)))
                .findFirst()
                .map(Discovery::schema);
        return schema.or(() ->
                groupVersions().filter(gv -> path.equals(root(gv))).findFirst().map(Discovery::resources));
    }

    private static Stream<String> groupVersions() {
        return ServedResource.ALL.stream().map(ServedResource::groupVersion).distinct();
    }

    private static String root(String groupVersion) {
        return (groupVersion.contains("/") ? "/apis/" : "/api/") + groupVersion;
    }

    private static Map<String, Object> schemas() {
        Map<String, Object> schemas = new LinkedHashMap<>();
        groupVersions()
                .map(Discovery::root)
                .forEach(root ->
                        schemas.put(root.substring(1), Map.of("serverRelativeURL", "/openapi/v3" + root + "?hash=1")));
        return schemas;
    }

    /** Says of each kind that this server would check its fields, so that kubectl does not ask for a schema to do it itself. */
    private static Map<String, Object> schema(String groupVersion) {
        Map<String, Object> paths = new LinkedHashMap<>();
        for (ServedResource resource : ServedResource.ALL) {
            if (resource.groupVersion().equals(groupVersion)) {
                Map<String, Object> kind =
                        Map.of("group", resource.group(), "version", resource.version(), "kind", resource.kind());
                Map<String, Object> patch = Map.of(
                        "parameters", List.of(Map.of("name", "fieldValidation", "in", "query")),
                        "responses", Map.of(),
                        "x-kubernetes-group-version-kind", kind);
                paths.put(root(groupVersion) + "/" + resource.plural() + "/{name}", Map.of("patch", patch));
            }
        }
        return Map.of("openapi", "3.0.0", "info", Map.of("title", "sim", "version", "1"), "paths", paths);
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
        return Map.of(
                "name",
                name,
                "singularName",
                resource.kind().toLowerCase(Locale.ROOT),
                "shortNames",
                name.contains("/") || resource.shortName().isEmpty() ? List.of() : List.of(resource.shortName()),
                "kind",
                resource.kind(),
                "namespaced",
                resource.namespaced(),
                "verbs",
                VERBS);
    }
}
