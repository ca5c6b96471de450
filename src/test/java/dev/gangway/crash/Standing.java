package dev.gangway.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The routes and rules that stand in each cluster, as the API servers hold them. */
final class Standing {
    static final String ROUTES = "virtualservices";
    static final String RULES = "destinationrules";
    static final String SOURCE = "k8s2";
    static final String DESTINATION = "eks1";
    static final List<String> CLUSTERS = List.of(SOURCE, DESTINATION);

    /** What a team has written for itself, and for which service. */
    private static final Map<String, String> TEAMS = Map.of("gateway-routes", "gateway");

    private static final String OWN = "gangway-";

    private final Map<Key, JsonNode> objects = new TreeMap<>();

    /** Where an object stands. */
    record Key(String cluster, String plural, String name) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return toString().compareTo(other.toString());
        }

        /** The service that it may be changed for; empty = nobody may. */
        Optional<String> service() {
            return isOwn() ? Optional.of(name.substring(OWN.length())) : Optional.ofNullable(TEAMS.get(name));
        }

        boolean isOwn() {
            return name.startsWith(OWN);
        }

        boolean isRoutes() {
            return plural.equals(ROUTES);
        }
    }

    Standing() {}

    /** The same as it stands now. */
    Standing(Standing other) {
        objects.putAll(other.objects);
    }

    /** Empty = it is gone. */
    void put(Key key, Optional<JsonNode> object) {
        object.ifPresentOrElse(stands -> objects.put(key, stands), () -> objects.remove(key));
    }

    Optional<JsonNode> get(Key key) {
        return Optional.ofNullable(objects.get(key));
    }

    /** Gangway's own rule for a service. */
    Optional<JsonNode> rule(String cluster, String service) {
        return get(new Key(cluster, RULES, OWN + service));
    }

    /** The routes of a service in a cluster. */
    List<Key> routes(String cluster, String service) {
        return objects.keySet().stream()
                .filter(key -> key.cluster().equals(cluster) && key.isRoutes())
                .filter(key -> key.service().equals(Optional.of(service)))
                .toList();
    }

    /** All keys of a service. */
    List<Key> of(String service) {
        return objects.keySet().stream()
                .filter(key -> key.service().equals(Optional.of(service)))
                .toList();
    }

    /** The per mille that all routes of a service in a cluster give the destination; several = they differ; none = undivided. */
    List<Integer> shares(String cluster, String service) {
        Map<String, String> networks = Share.networks(rule(cluster, service));
        List<Integer> shares = new ArrayList<>();
        for (Key key : routes(cluster, service)) {
            for (Integer share :
                    new Share(service, objects.get(key)).toDestination(networks, DESTINATION + ".prd.sfo2")) {
                if (!shares.contains(share)) {
                    shares.add(share);
                }
            }
        }
        return shares;
    }

    /** An object without what the API server keeps of it. */
    static JsonNode content(JsonNode object) {
        ObjectNode copy = object.deepCopy();
        ObjectNode metadata = copy.withObject("/metadata");
        metadata.retain("name", "namespace", "labels", "annotations");
        return copy;
    }

    /** What weaving may not touch: all but the destinations of its routes and the annotations. */
    static JsonNode untouched(JsonNode object) {
        ObjectNode copy = (ObjectNode) content(object);
        copy.withObject("/metadata").remove("annotations");
        copy.path("spec").path("http").forEach(route -> ((ObjectNode) route).remove("route"));
        return copy;
    }
}
