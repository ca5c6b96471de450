package dev.gangway.adapter.istio.weave;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Tells routes that are divided and say nothing of it any more, as when somebody has replaced the object with its weights but
 * without its annotations. Their weights must still go back when the destination fails. What they were before can't be known
 * then: restoring joins the halves and keeps the sums.
 */
final class LostNote {
    private LostNote() {}

    /**
     * The object with a note of the strand, where all that is named like a part of it has its other half beside it in the route.
     * A part alone is somebody's own pin to one cluster, and routes of Gangway's own never had a note: what looks like them
     * elsewhere is a copy.
     */
    static Optional<ObjectNode> writtenAnew(ObjectNode object, Strand strand) {
        WovenNote lost = WovenNote.of(object);
        List<RouteDestination> parts = RouteWeaving.destinations(object, strand.service())
                .filter(destination -> part(destination, strand).isPresent())
                .toList();
        if (OwnObjects.isOurs(object)
                || lost.strands().containsKey(strand.service().toString())
                || parts.isEmpty()
                || !isPaired(object, strand)) {
            return Optional.empty();
        }
        ObjectNode noted = object.deepCopy();
        Map<String, Strand> strands = new TreeMap<>(lost.strands());
        strands.put(strand.service().toString(), strand);
        new WovenNote(strands, lost.originals(), lost.annotations()).writeTo(noted);
        return Optional.of(noted);
    }

    private static boolean isPaired(ObjectNode object, Strand strand) {
        return VirtualServiceWeaving.PROTOCOLS.stream()
                .flatMap(protocol -> Route.of(object, protocol).stream())
                .map(Route::destinations)
                .allMatch(destinations -> destinations.stream()
                        .filter(destination -> part(destination, strand).isPresent())
                        .allMatch(destination ->
                                destinations.stream().anyMatch(other -> isOtherHalf(destination, other, strand))));
    }

    private static boolean isOtherHalf(RouteDestination one, RouteDestination other, Strand strand) {
        SubsetNames.Part part = part(one, strand).orElseThrow();
        return one.isTwinOf(other)
                && part(other, strand)
                        .filter(found -> found.base().equals(part.base())
                                && !found.cluster().equals(part.cluster()))
                        .isPresent();
    }

    private static Optional<SubsetNames.Part> part(RouteDestination destination, Strand strand) {
        return destination.means(strand.service()) ? strand.names().read(destination.subset()) : Optional.empty();
    }
}
