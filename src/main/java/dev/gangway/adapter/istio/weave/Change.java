package dev.gangway.adapter.istio.weave;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * What becomes of one object.
 *
 * @param before as it stands; empty where it is added
 * @param after as it would stand, equal where nothing changes; empty where it would be deleted
 */
public record Change(Optional<ObjectNode> before, Optional<ObjectNode> after) {
    /** One of the two must be there. */
    public Change {
        if (before.isEmpty() && after.isEmpty()) {
            throw new IllegalArgumentException("a change of nothing");
        }
    }

    static Change of(ObjectNode before, ObjectNode after) {
        return new Change(Optional.of(before), Optional.of(after));
    }

    static Change added(ObjectNode after) {
        return new Change(Optional.empty(), Optional.of(after));
    }

    static Change deleted(ObjectNode before) {
        return new Change(Optional.of(before), Optional.empty());
    }

    static Change kept(ObjectNode object) {
        return of(object, object);
    }

    /** The object, whichever is there. */
    public ObjectNode object() {
        return before.or(() -> after).orElseThrow();
    }
}
