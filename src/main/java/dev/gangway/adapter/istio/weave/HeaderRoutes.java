package dev.gangway.adapter.istio.weave;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.domain.shift.Preview.Header;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;

/**
 * Copies of http routes for the requests with a preview's header. Each stands right before its original, as it must not come
 * before a route that its original comes after, and sends the service's requests to the destination alone. The copies are
 * Gangway's: they are told by their names, and what a person edits in one is lost.
 */
final class HeaderRoutes {
    private static final String HTTP = "http";
    private static final String NAME = "name";
    private static final String PREFIX = "gangway-preview-";
    private static final String MATCH = "match";
    private static final String HEADERS = "headers";

    private HeaderRoutes() {}

    /** Adds the copies to an object that the strands are woven into. */
    static void add(ObjectNode object, Collection<Strand> strands) {
        if (!object.path("spec").path(HTTP).isArray()) {
            return;
        }
        Iterator<Route> routes = Route.of(object, HTTP).iterator();
        List<JsonNode> rules = new ArrayList<>();
        for (JsonNode rule : object.path("spec").path(HTTP)) {
            if (rule.isObject()) {
                Route route = routes.next();
                strands.stream()
                        .filter(strand -> isFor(strand, route))
                        .forEach(strand -> rules.add(copy(route, strand)));
            }
            rules.add(rule);
        }
        replace(object, rules);
    }

    private static boolean isFor(Strand strand, Route route) {
        return strand.header().isPresent()
                && route.destinations().stream().anyMatch(destination -> destination.means(strand.service()));
    }

    /** Takes the copies out. */
    static void remove(ObjectNode object, Collection<Strand> strands) {
        List<JsonNode> rules = new ArrayList<>();
        for (JsonNode rule : object.path("spec").path(HTTP)) {
            if (strands.stream().noneMatch(strand -> isCopy(rule, strand))) {
                rules.add(rule);
            }
        }
        replace(object, rules);
    }

    private static void replace(ObjectNode object, List<JsonNode> rules) {
        if (object.path("spec").path(HTTP) instanceof ArrayNode list && list.size() != rules.size()) {
            list.removeAll();
            list.addAll(rules);
        }
    }

    /** Whether a route is for the requests of some preview. */
    static boolean isCopy(Route route) {
        return route.node().path(NAME).asText("").startsWith(PREFIX);
    }

    private static boolean isCopy(JsonNode rule, Strand strand) {
        String name = rule.path(NAME).asText("");
        return strand.header().isPresent() && (name.equals(name(strand)) || name.startsWith(name(strand) + "-of-"));
    }

    private static String name(Strand strand) {
        return PREFIX + strand.service().namespace() + "-" + strand.service().name();
    }

    private static ObjectNode copy(Route route, Strand strand) {
        ObjectNode copy = route.node().deepCopy();
        String of = copy.path(NAME).asText("");
        copy.put(NAME, of.isEmpty() ? name(strand) : name(strand) + "-of-" + of);
        copy.set(MATCH, matches(route, strand.header().orElseThrow()));
        Route copied = new Route(copy, route.place(), route.namespace(), HTTP);
        copied.replaceDestinations(atDestination(copied.destinations(), strand));
        return copy;
    }

    /** With what the source's part had, as the destination's has no weight yet. */
    private static List<ObjectNode> atDestination(List<RouteDestination> destinations, Strand strand) {
        SubsetNames names = strand.names();
        List<ObjectNode> there = new ArrayList<>();
        for (RouteDestination destination : destinations) {
            if (!destination.means(strand.service())) {
                there.add(destination.node());
                continue;
            }
            SubsetNames.Part part = names.read(destination.subset()).orElseThrow();
            if (part.cluster().equals(names.source())) {
                there.add(destination.copy(
                        names.of(part.base(), names.destination()), Math.toIntExact(destination.weight())));
            }
        }
        return there;
    }

    private static ArrayNode matches(Route route, Header header) {
        ArrayNode matches = route.node().arrayNode();
        JsonNode standing = route.node().path(MATCH);
        if (standing.isEmpty()) {
            demand(matches.addObject(), header);
        }
        for (int index = 0; index < standing.size(); index++) {
            Place place = route.place().at(MATCH).at(index);
            if (!(standing.path(index) instanceof ObjectNode match)) {
                throw place.refuse(standing.path(index), "is no match; remove it");
            }
            requireFree(match.path(HEADERS), place.at(HEADERS), header);
            requireFree(match.path("withoutHeaders"), place.at("withoutHeaders"), header);
            demand(matches.addObject().setAll(match.<ObjectNode>deepCopy()), header);
        }
        return matches;
    }

    /** A match has one condition for each header. */
    private static void requireFree(JsonNode headers, Place place, Header header) {
        headers.properties().forEach(standing -> {
            if (standing.getKey().equalsIgnoreCase(header.name())) {
                throw place.at(standing.getKey())
                        .refuse(
                                standing.getValue(),
                                "asks for the header of the preview already; choose another header for headerFirst");
            }
        });
    }

    private static void demand(ObjectNode match, Header header) {
        ObjectNode headers = match.get(HEADERS) instanceof ObjectNode some ? some : match.putObject(HEADERS);
        headers.putObject(header.name()).put("exact", header.value());
    }
}
