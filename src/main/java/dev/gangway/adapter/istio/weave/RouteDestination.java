package dev.gangway.adapter.istio.weave;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.control.UnweavableException;
import dev.gangway.domain.traffic.ServiceRef;
import java.util.Collection;
import java.util.Optional;

/**
 * One of the weighted destinations of a route.
 *
 * @param node as it stands
 * @param place of the node
 * @param namespace of the object
 */
record RouteDestination(ObjectNode node, Place place, String namespace) {
    static final String DESTINATION = "destination";
    static final String SUBSET = "subset";
    static final String WEIGHT = "weight";

    /** The strand whose service this is; empty where it is none of theirs. */
    Optional<Strand> strand(Collection<Strand> strands) {
        return strands.stream().filter(strand -> means(strand.service())).findFirst();
    }

    boolean means(ServiceRef service) {
        return HostNames.mean(host(), namespace, service);
    }

    /** As it is spelled; empty where it has none. */
    String host() {
        return node.path(DESTINATION).path("host").asText("");
    }

    /** What to throw about its subset. */
    UnweavableException refuseSubset(String why) {
        return place.at(DESTINATION).at(SUBSET).refuse(node.path(DESTINATION).path(SUBSET), why);
    }

    /** Empty where it has none. */
    String subset() {
        JsonNode subset = node.path(DESTINATION).path(SUBSET);
        if (!subset.isMissingNode() && !subset.isNull() && !subset.isTextual()) {
            throw refuseSubset("is no name of a subset; write it as a string");
        }
        return subset.asText("");
    }

    /** 0 where it has none, as beside other destinations that is what Istio takes it for. */
    long weight() {
        JsonNode weight = node.path(WEIGHT);
        if (weight.isMissingNode() || weight.isNull()) {
            return 0;
        }
        if (!weight.isIntegralNumber()) {
            throw place.at(WEIGHT).refuse(weight, "is no whole number; write the weight as one");
        }
        if (!weight.canConvertToInt() || weight.intValue() < 0) {
            throw place.at(WEIGHT)
                    .refuse(weight, "is not between 0 and %d; scale the route's weights".formatted(Integer.MAX_VALUE));
        }
        return weight.intValue();
    }

    /** Whether the two differ in subset and weight at most. */
    boolean isTwinOf(RouteDestination other) {
        return bare().equals(other.bare());
    }

    /** A copy at another subset and weight, each in its old place where it has one. */
    ObjectNode copy(String subset, int weight) {
        ObjectNode copy = node.deepCopy();
        ((ObjectNode) copy.get(DESTINATION)).put(SUBSET, subset);
        return copy.put(WEIGHT, weight);
    }

    /** What weaving changes of it, as it stands: the weight, and the subset where that is given and empty. */
    ObjectNode changeable() {
        ObjectNode parts = node.objectNode();
        if (node.has(WEIGHT)) {
            parts.set(WEIGHT, node.get(WEIGHT));
        }
        JsonNode subset = node.path(DESTINATION).path(SUBSET);
        if (!subset.isMissingNode() && subset.asText("").isEmpty()) {
            parts.set(SUBSET, subset);
        }
        return parts;
    }

    /** What weaving leaves of it as it is, with the subset where that has a name. Parts are those of this one, not copies. */
    ObjectNode unchangeable() {
        ObjectNode rest = node.objectNode().setAll(node);
        rest.remove(WEIGHT);
        if (node.get(DESTINATION) instanceof ObjectNode to
                && to.path(SUBSET).asText("").isEmpty()) {
            rest.set(DESTINATION, withoutSubset(to));
        }
        return rest;
    }

    private ObjectNode bare() {
        ObjectNode bare = node.objectNode().setAll(node);
        bare.remove(WEIGHT);
        bare.set(DESTINATION, withoutSubset((ObjectNode) node.get(DESTINATION)));
        return bare;
    }

    private static ObjectNode withoutSubset(ObjectNode destination) {
        ObjectNode rest = destination.objectNode().setAll(destination);
        rest.remove(SUBSET);
        return rest;
    }
}
