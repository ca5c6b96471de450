package dev.gangway.bench.load;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the path of a call to an API server speaks of.
 *
 * @param apiVersion {@code v1} or {@code group/version}
 * @param namespace empty = all, or the kind has none
 * @param name empty = all
 * @param subresource empty = the object itself
 */
record ResourcePath(String apiVersion, String plural, String namespace, String name, String subresource) {
    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("trafficshifts", "TrafficShift"),
            Map.entry("shiftpolicies", "ShiftPolicy"),
            Map.entry("meshclusters", "MeshCluster"),
            Map.entry("virtualservices", "VirtualService"),
            Map.entry("destinationrules", "DestinationRule"),
            Map.entry("endpointslices", "EndpointSlice"),
            Map.entry("statefulsets", "StatefulSet"),
            Map.entry("horizontalpodautoscalers", "HorizontalPodAutoscaler"),
            Map.entry("scaledobjects", "ScaledObject"));

    /** Of {@code /api/v1/...} or {@code /apis/group/version/...}. */
    static ResourcePath of(String path) {
        List<String> parts = Arrays.asList(path.substring(1).split("/"));
        boolean core = parts.get(0).equals("api");
        String apiVersion = core ? parts.get(1) : parts.get(1) + "/" + parts.get(2);
        List<String> rest = parts.subList(core ? 2 : 3, parts.size());
        boolean within = rest.size() > 2 && rest.get(0).equals("namespaces");
        List<String> named = within ? rest.subList(2, rest.size()) : rest;
        return new ResourcePath(
                apiVersion,
                named.get(0),
                within ? rest.get(1) : "",
                named.size() > 1 ? named.get(1) : "",
                named.size() > 2 ? named.get(2) : "");
    }

    String key() {
        return key(namespace, name);
    }

    static String key(String namespace, String name) {
        return namespace.isEmpty() ? name : namespace + "/" + name;
    }

    String kind() {
        String singular = plural.replaceFirst("s$", "");
        return KINDS.getOrDefault(plural, singular.substring(0, 1).toUpperCase(Locale.ROOT) + singular.substring(1));
    }
}
