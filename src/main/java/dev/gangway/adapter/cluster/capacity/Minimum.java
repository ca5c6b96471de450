package dev.gangway.adapter.cluster.capacity;

import dev.gangway.domain.shift.ShiftId;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The minimum of one autoscaler as it was just read, and what is to become of it. It changes the object that it was given. */
record Minimum(ScalerKind kind, GenericKubernetesResource object) {

    /** What came of it: the object is to be written, nothing is to be done, or it is left alone for a reason. */
    enum Result {
        WRITE,
        AS_WANTED,
        /** Another shift has raised it, or a note that can't be read says something. */
        ANOTHERS,
        /** Somebody has written another minimum since it was raised. */
        CHANGED
    }

    /** Raises it, as far as the maximum goes, with a note of what it was. */
    Result raise(ShiftId id, int wanted) {
        Optional<MinimumNote> note = MinimumNote.of(object);
        if (note.isPresent() && !isOf(note.get(), id)) {
            return Result.ANOTHERS;
        }
        if (note.isPresent() && now() != note.get().raisedTo()) {
            return Result.CHANGED;
        }
        int bounded = Math.min(wanted, kind.maximum(ScalerKind.spec(object)));
        if (now() >= bounded) {
            return Result.AS_WANTED;
        }
        Integer before = note.map(MinimumNote::before).orElseGet(this::said);
        set(bounded);
        annotate(new MinimumNote(id.toString(), before, bounded).written());
        return Result.WRITE;
    }

    /** Puts it back to what the note says, or leaves what somebody else has written since; the note goes either way. */
    Result putBack(ShiftId id) {
        Optional<MinimumNote> note = MinimumNote.of(object).filter(found -> isOf(found, id));
        if (note.isEmpty()) {
            return Result.AS_WANTED;
        }
        if (now() == note.get().raisedTo()) {
            set(note.get().before());
        }
        annotate(null);
        return Result.WRITE;
    }

    private int now() {
        return kind.minimum(ScalerKind.spec(object));
    }

    private Integer said() {
        var said = kind.said(ScalerKind.spec(object));
        return said.isPresent() ? said.getAsInt() : null;
    }

    private void set(Integer minimum) {
        Map<Object, Object> spec = new LinkedHashMap<>(ScalerKind.spec(object));
        if (minimum == null) {
            spec.remove(kind.minimumField());
        } else {
            spec.put(kind.minimumField(), minimum);
        }
        object.setAdditionalProperty("spec", spec);
    }

    private void annotate(String note) {
        Map<String, String> before = object.getMetadata().getAnnotations();
        Map<String, String> annotations = new HashMap<>(before == null ? Map.of() : before);
        if (note == null) {
            annotations.remove(MinimumNote.ANNOTATION);
        } else {
            annotations.put(MinimumNote.ANNOTATION, note);
        }
        object.getMetadata().setAnnotations(annotations);
    }

    private static boolean isOf(MinimumNote note, ShiftId id) {
        return note.shift().equals(id.toString());
    }
}
