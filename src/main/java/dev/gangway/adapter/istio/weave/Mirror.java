package dev.gangway.adapter.istio.weave;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * One mirror of a route.
 *
 * @param node as an entry of the list {@code mirrors}, a copy
 * @param place where its destination stands
 * @param namespace of the object
 */
record Mirror(ObjectNode node, Place place, String namespace) {
    private static final String PERCENTAGE = "percentage";
    private static final String VALUE = "value";
    private static final BigDecimal ALL = BigDecimal.valueOf(100);

    /** Below Envoy's finest, which is a millionth of all requests. */
    private static final BigDecimal NOTHING = new BigDecimal("0.000001");

    /** A new one. */
    static Mirror of(ObjectNode destination, BigDecimal percent, Place place, String namespace) {
        ObjectNode node = destination.objectNode();
        node.set(RouteDestination.DESTINATION, destination);
        return new Mirror(node, place, namespace).at(percent);
    }

    RouteDestination destination() {
        return new RouteDestination(node, place, namespace);
    }

    /** Per cent of the route's requests: all where nothing is said, none where no value is given, as Istio reads it. */
    BigDecimal percent() {
        JsonNode percentage = node.path(PERCENTAGE);
        if (percentage.isMissingNode() || percentage.isNull()) {
            return ALL;
        }
        JsonNode value = percentage.path(VALUE);
        if (value.isMissingNode() || value.isNull()) {
            return BigDecimal.ZERO;
        }
        if (!value.isNumber()) {
            throw place.at(PERCENTAGE).refuse(value, "is no percentage; write it as a number from 0 to 100");
        }
        BigDecimal percent = value.decimalValue();
        if (percent.signum() < 0 || percent.compareTo(ALL) > 0) {
            throw place.at(PERCENTAGE).refuse(value, "is not between 0 and 100");
        }
        return percent;
    }

    /** The same at another percentage; whole ones as an API server prints them, so that they are read back as written. */
    Mirror at(BigDecimal percent) {
        ObjectNode copy = node.deepCopy();
        ObjectNode percentage = copy.get(PERCENTAGE) instanceof ObjectNode some ? some : copy.putObject(PERCENTAGE);
        BigDecimal plain = percent.stripTrailingZeros();
        if (plain.scale() <= 0) {
            percentage.put(VALUE, plain.intValueExact());
        } else {
            percentage.put(VALUE, plain.doubleValue());
        }
        return new Mirror(copy, place, namespace);
    }

    /** The same to another subset; to none where that is empty. */
    Mirror to(String subset) {
        ObjectNode copy = node.deepCopy();
        ObjectNode destination = (ObjectNode) copy.get(RouteDestination.DESTINATION);
        if (subset.isEmpty()) {
            destination.remove(RouteDestination.SUBSET);
        } else {
            destination.put(RouteDestination.SUBSET, subset);
        }
        return new Mirror(copy, place, namespace);
    }

    /** Whether both send as much of the same to the same place, however that is written. */
    boolean means(Mirror other) {
        boolean asMuch = percent().subtract(other.percent()).abs().compareTo(NOTHING) < 0;
        return asMuch && isToWhere(other);
    }

    /** The same but for the percentage. */
    boolean isToWhere(Mirror other) {
        return plain().equals(other.plain());
    }

    /** Which strand's, and which part of it; empty where it is not woven. */
    Optional<Part> part(Iterable<Strand> strands) {
        for (Strand strand : strands) {
            if (destination().means(strand.service())) {
                return strand.names().read(destination().subset()).map(part -> new Part(strand, part));
            }
        }
        return Optional.empty();
    }

    /** A part of a strand. */
    record Part(Strand strand, SubsetNames.Part names) {
        /** Whether it is there for the preview alone: a divided mirror has nothing at the destination then. */
        boolean isPreview() {
            return strand.mirror().isPresent()
                    && names.cluster().equals(strand.split().destination());
        }

        /** Whether the other is the other cluster's part of the same mirror. */
        boolean isOtherHalf(Part other) {
            return other.strand.equals(strand)
                    && !other.isPreview()
                    && other.names.base().equals(names.base())
                    && !other.names.cluster().equals(names.cluster());
        }
    }

    private ObjectNode plain() {
        ObjectNode plain = node.deepCopy();
        plain.remove(PERCENTAGE);
        if (destination().subset().isEmpty()
                && plain.get(RouteDestination.DESTINATION) instanceof ObjectNode destination) {
            destination.remove(RouteDestination.SUBSET);
        }
        return plain;
    }
}
