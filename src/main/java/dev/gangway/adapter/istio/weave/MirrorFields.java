package dev.gangway.adapter.istio.weave;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields of a route that say what is mirrored: {@code mirror} with its percentage, which has had three names, or the list
 * {@code mirrors}. Istio refuses a route that has both, so what is woven in is always a list.
 *
 * @param values the fields that are there, in their order
 * @param at the position of each among the route's keys
 */
record MirrorFields(ObjectNode values, List<Integer> at) {
    private static final String ONE = "mirror";
    private static final String LIST = "mirrors";
    private static final String PERCENTAGE = "mirrorPercentage";
    private static final List<String> OLD_PERCENTAGES = List.of("mirrorPercent", "mirror_percent");
    private static final List<String> ALL = List.of(ONE, LIST, PERCENTAGE, "mirrorPercent", "mirror_percent");

    MirrorFields {
        at = List.copyOf(at);
        if (values.size() != at.size() || at.stream().anyMatch(position -> position < 0)) {
            throw new IllegalArgumentException("the fields %s at %s".formatted(values, at));
        }
    }

    static MirrorFields of(ObjectNode route) {
        ObjectNode values = route.objectNode();
        List<Integer> at = new ArrayList<>();
        int position = 0;
        for (Map.Entry<String, JsonNode> field : route.properties()) {
            if (ALL.contains(field.getKey())) {
                values.set(field.getKey(), field.getValue().deepCopy());
                at.add(position);
            }
            position++;
        }
        return new MirrorFields(values, at);
    }

    static void removeFrom(ObjectNode route) {
        route.remove(ALL);
    }

    /** Each mirror as an entry of the list. */
    List<Mirror> mirrors(Place place, String namespace) {
        List<Mirror> mirrors = new ArrayList<>();
        if (values.get(ONE) instanceof ObjectNode destination) {
            ObjectNode entry = values.objectNode();
            entry.set(RouteDestination.DESTINATION, destination.deepCopy());
            percentage().forEach(entry::set);
            mirrors.add(new Mirror(entry, place.at(ONE), namespace));
        }
        JsonNode list = values.path(LIST);
        for (int index = 0; index < list.size(); index++) {
            Place at = place.at(LIST).at(index);
            if (!(list.path(index) instanceof ObjectNode entry)
                    || !entry.path(RouteDestination.DESTINATION).isObject()) {
                throw at.refuse(list.path(index), "is no mirror; remove it");
            }
            mirrors.add(new Mirror(entry.deepCopy(), at, namespace));
        }
        return mirrors;
    }

    private Map<String, JsonNode> percentage() {
        JsonNode percentage = values.path(PERCENTAGE);
        if (percentage.isObject()) {
            return Map.of("percentage", percentage.deepCopy());
        }
        for (String old : OLD_PERCENTAGES) {
            if (values.path(old).isNumber()) {
                return Map.of("percentage", values.objectNode().set("value", values.get(old)));
            }
        }
        return Map.of();
    }

    /** Puts a list in place of whatever the route has, where the first of the fields is; none where it is empty. */
    static void replace(ObjectNode route, List<Mirror> mirrors) {
        List<Integer> standing = of(route).at();
        removeFrom(route);
        if (!mirrors.isEmpty()) {
            ArrayNode list = route.arrayNode();
            mirrors.forEach(mirror -> list.add(mirror.node()));
            new MirrorFields(
                            route.objectNode().set(LIST, list),
                            List.of(standing.isEmpty() ? route.size() : standing.get(0)))
                    .putInto(route);
        }
    }

    /** Puts the fields in place of whatever the route has, each at its position. */
    void putInto(ObjectNode route) {
        removeFrom(route);
        List<Map.Entry<String, JsonNode>> fields = new ArrayList<>();
        route.properties().forEach(field -> fields.add(Map.entry(field.getKey(), field.getValue())));
        int next = 0;
        for (Map.Entry<String, JsonNode> field : values.properties()) {
            int position = Math.min(at.get(next++), fields.size());
            fields.add(position, Map.entry(field.getKey(), field.getValue().deepCopy()));
        }
        Map<String, JsonNode> ordered = new LinkedHashMap<>();
        fields.forEach(field -> ordered.put(field.getKey(), field.getValue()));
        route.removeAll();
        route.setAll(ordered);
    }
}
