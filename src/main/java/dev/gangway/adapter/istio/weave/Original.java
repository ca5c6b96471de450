package dev.gangway.adapter.istio.weave;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is remembered of a route as it was: for each destination the fields that weaving changes.
 *
 * @param key of the route then
 * @param was in the order of the destinations, with {@code weight} and {@code subset} where they stood; a subset only where
 *     it was empty, as the name of another is in that of its parts
 * @param mirrors the fields with its mirrors, where strands are in them
 */
record Original(String key, List<ObjectNode> was, Optional<MirrorFields> mirrors) {
    Original {
        was = List.copyOf(was);
        requireNonNull(mirrors, "mirrors");
    }

    static Original of(Route route, boolean mirrored) {
        return new Original(
                route.key(mirrored),
                route.destinations().stream().map(RouteDestination::changeable).toList(),
                mirrored ? Optional.of(MirrorFields.of(route.node())) : Optional.empty());
    }

    /** Whether these are the mirrors that it had, however they were written. */
    boolean hasMirrorsOf(Route route, List<Mirror> found) {
        List<Mirror> before = mirrors.map(fields -> fields.mirrors(route.place(), route.namespace()))
                .orElse(List.of());
        if (before.size() != found.size()) {
            return false;
        }
        for (int index = 0; index < found.size(); index++) {
            if (!before.get(index).means(found.get(index))) {
                return false;
            }
        }
        return true;
    }

    /** Whether these weights give each destination the share that it had. */
    boolean hasSharesOf(List<Long> weights) {
        if (weights.size() != was.size()) {
            return false;
        }
        if (weights.size() == 1) {
            return true;
        }
        List<Long> before = new ArrayList<>();
        was.forEach(destination ->
                before.add(destination.path(RouteDestination.WEIGHT).asLong(0)));
        long sumBefore = sum(before);
        long sumNow = sum(weights);
        for (int index = 0; index < weights.size(); index++) {
            if (!product(before.get(index), sumNow).equals(product(weights.get(index), sumBefore))) {
                return false;
            }
        }
        return sumBefore > 0 && sumNow > 0;
    }

    /** Gives a destination the fields that it had, and takes those that it had not. */
    void putBack(int index, ObjectNode destination, boolean hadNoSubset) {
        putBack(destination, RouteDestination.WEIGHT, was.get(index));
        if (hadNoSubset) {
            putBack(
                    (ObjectNode) destination.get(RouteDestination.DESTINATION),
                    RouteDestination.SUBSET,
                    was.get(index));
        }
    }

    private static void putBack(ObjectNode node, String field, ObjectNode fields) {
        if (fields.has(field)) {
            node.set(field, fields.get(field));
        } else {
            node.remove(field);
        }
    }

    private static BigInteger product(long one, long other) {
        return BigInteger.valueOf(one).multiply(BigInteger.valueOf(other));
    }

    private static long sum(List<Long> weights) {
        return weights.stream().mapToLong(Long::longValue).sum();
    }
}
