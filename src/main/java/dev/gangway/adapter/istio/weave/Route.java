package dev.gangway.adapter.istio.weave;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.domain.traffic.ServiceRef;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A rule of a VirtualService that may divide what matches it: one of {@code spec.http}, {@code spec.tcp} or {@code spec.tls}.
 *
 * @param node as it stands
 * @param place of the node
 * @param namespace of the object
 * @param protocol whose list it is in
 */
record Route(ObjectNode node, Place place, String namespace, String protocol) {
    private static final String HTTP = "http";
    private static final String ROUTE = "route";
    private static final int KEY_BYTES = 4;

    /** All rules of one protocol; none where the object has no such list. */
    static List<Route> of(ObjectNode virtualService, String protocol) {
        String namespace = virtualService.path("metadata").path("namespace").asText("");
        Place place = Place.of(virtualService).at("spec").at(protocol);
        List<Route> routes = new ArrayList<>();
        JsonNode rules = virtualService.path("spec").path(protocol);
        for (int index = 0; index < rules.size(); index++) {
            if (rules.get(index) instanceof ObjectNode rule) {
                routes.add(new Route(rule, place.at(index), namespace, protocol));
            }
        }
        return routes;
    }

    /** None where the rule redirects, answers itself or delegates. */
    List<RouteDestination> destinations() {
        List<RouteDestination> destinations = new ArrayList<>();
        JsonNode list = node.path(ROUTE);
        for (int index = 0; index < list.size(); index++) {
            if (list.get(index) instanceof ObjectNode destination) {
                destinations.add(
                        new RouteDestination(destination, place.at(ROUTE).at(index), namespace));
            }
        }
        return destinations;
    }

    /** Whether requests are told apart, so that they can be mirrored and chosen by a header. */
    boolean isHttp() {
        return protocol.equals(HTTP);
    }

    /** Whether something is mirrored to the service, whatever else is wrong with the mirrors. */
    boolean mirrorsTo(ServiceRef service) {
        List<JsonNode> destinations = new ArrayList<>(List.of(node.path("mirror")));
        node.path("mirrors").forEach(mirror -> destinations.add(mirror.path(RouteDestination.DESTINATION)));
        return destinations.stream()
                .anyMatch(destination -> HostNames.mean(destination.path("host").asText(""), namespace, service));
    }

    /** None where it has none. */
    List<Mirror> mirrors() {
        return MirrorFields.of(node).mirrors(place, namespace);
    }

    /** The hosts that its requests are mirrored to, as they are spelled. */
    Stream<String> mirroredHosts() {
        Stream<JsonNode> listed = StreamSupport.stream(node.path("mirrors").spliterator(), false)
                .map(mirror -> mirror.path(RouteDestination.DESTINATION));
        return Stream.concat(Stream.of(node.path("mirror")), listed)
                .map(destination -> destination.path("host").asText(""));
    }

    Place destinationsPlace() {
        return place.at(ROUTE);
    }

    /** Throws where the list holds what is no destination, and would be lost. */
    void requireWhole() {
        JsonNode list = node.path(ROUTE);
        for (int index = 0; index < list.size(); index++) {
            if (!list.path(index).isObject()) {
                throw place.at(ROUTE).at(index).refuse(list.path(index), "is no destination; remove it");
            }
        }
    }

    void replaceDestinations(List<ObjectNode> destinations) {
        ArrayNode list = (ArrayNode) node.get(ROUTE);
        list.removeAll();
        list.addAll(destinations);
    }

    /**
     * Tells this rule from the others of its object while nobody edits it: a digest of all that weaving leaves alone, whatever
     * the order of the keys, which an API server sorts.
     *
     * @param mirrored whether strands are in its mirrors, so that weaving does not leave those alone
     */
    String key(boolean mirrored) {
        StringBuilder text = new StringBuilder();
        ObjectNode rest = node.objectNode().setAll(node);
        rest.remove(ROUTE);
        if (mirrored) {
            MirrorFields.removeFrom(rest);
        }
        write(rest, text);
        destinations().forEach(destination -> write(destination.unchangeable(), text));
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(UTF_8));
            return HexFormat.of().formatHex(digest, 0, KEY_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void write(JsonNode node, StringBuilder text) {
        if (node.isObject()) {
            TreeMap<String, JsonNode> fields = new TreeMap<>();
            node.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
            text.append('{');
            fields.forEach((name, value) -> {
                text.append('"').append(name).append("\":");
                write(value, text);
            });
            text.append('}');
        } else if (node.isArray()) {
            text.append('[');
            node.forEach(element -> {
                write(element, text);
                text.append(',');
            });
            text.append(']');
        } else {
            text.append(node);
        }
    }
}
