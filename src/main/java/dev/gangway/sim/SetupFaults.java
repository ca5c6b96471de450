package dev.gangway.sim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The faults that are on. An object is remembered as it stood before the first fault that touches it, and stands so again after the
 * last: what anybody makes of it meanwhile is lost. Between, it is what the faults that are on make of it, one after another.
 */
final class SetupFaults {
    private final Clock clock;
    private final Map<String, ObjectStore> stores;
    private final Map<SetupFault, List<ObjectEdit>> on = new EnumMap<>(SetupFault.class);
    private final Map<ObjectPlace, Optional<ObjectNode>> originals = new HashMap<>();

    /** In the clusters that carry traffic, by their names. */
    SetupFaults(Clock clock, Map<String, ObjectStore> stores) {
        this.clock = clock;
        this.stores = Map.copyOf(stores);
    }

    /** Switches a fault on or off; does nothing where it is so already. */
    synchronized void set(SetupFault fault, boolean nowOn) {
        if (on.containsKey(fault) == nowOn) {
            return;
        }
        List<ObjectEdit> edits = nowOn ? FaultEdits.of(fault, new FaultScene(clock.instant(), stores)) : on.get(fault);
        if (nowOn) {
            on.put(fault, edits);
        } else {
            on.remove(fault);
        }
        edits.stream().map(ObjectEdit::place).distinct().forEach(this::settle);
    }

    /** Those that are on. */
    synchronized Set<SetupFault> on() {
        return Set.copyOf(on.keySet());
    }

    private void settle(ObjectPlace place) {
        List<ObjectEdit> edits = on.values().stream()
                .flatMap(List::stream)
                .filter(edit -> edit.place().equals(place))
                .toList();
        Optional<ObjectNode> original = originals.computeIfAbsent(place, this::read);
        Optional<ObjectNode> wanted = original.map(ObjectNode::deepCopy);
        for (ObjectEdit edit : edits) {
            wanted = edit.change().apply(wanted);
        }
        if (edits.isEmpty()) {
            originals.remove(place);
        }
        write(place, wanted);
    }

    private Optional<ObjectNode> read(ObjectPlace place) {
        return stores.get(place.cluster()).read(place.kind(), place.namespace(), place.name());
    }

    private void write(ObjectPlace place, Optional<ObjectNode> wanted) {
        ObjectStore store = stores.get(place.cluster());
        Optional<ObjectNode> standing = read(place);
        if (wanted.isEmpty()) {
            standing.ifPresent(store::delete);
        } else if (standing.isEmpty() && !wanted.get().path("metadata").has("uid")) {
            store.create(wanted.get(), clock.instant());
        } else if (!withoutVersion(wanted.get())
                .equals(standing.map(SetupFaults::withoutVersion).orElse(null))) {
            store.put(wanted.get());
        }
    }

    private static JsonNode withoutVersion(ObjectNode object) {
        ObjectNode copy = object.deepCopy();
        copy.withObject("/metadata").remove("resourceVersion");
        return copy;
    }
}
