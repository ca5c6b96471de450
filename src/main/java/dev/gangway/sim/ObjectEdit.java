package dev.gangway.sim;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * What a fault makes of one object.
 *
 * @param change from what stands without the fault to what stands with it, empty = nothing; the node that it is given is its own
 */
record ObjectEdit(ObjectPlace place, UnaryOperator<Optional<ObjectNode>> change) {
    ObjectEdit {
        requireNonNull(place, "place");
        requireNonNull(change, "change");
    }

    /** Changes an object, if it stands. */
    static ObjectEdit change(ObjectPlace place, Consumer<ObjectNode> change) {
        return new ObjectEdit(place, standing -> {
            standing.ifPresent(change);
            return standing;
        });
    }

    /** Removes an object. */
    static ObjectEdit remove(ObjectPlace place) {
        return new ObjectEdit(place, standing -> Optional.empty());
    }

    /** Leaves an object to those whom a fault makes change it, and ends what they make of it with the fault. */
    static ObjectEdit keep(ObjectPlace place) {
        return new ObjectEdit(place, standing -> standing);
    }

    /** Puts the objects of a file beside this class where nothing or others stand. */
    static List<ObjectEdit> put(String cluster, String file) {
        return Installation.objects(file, Map.of()).stream()
                .map(object ->
                        new ObjectEdit(ObjectPlace.of(cluster, object), standing -> Optional.of(object.deepCopy())))
                .toList();
    }
}
