package dev.gangway.domain.shift;

import static java.util.Objects.requireNonNull;

import dev.gangway.domain.schedule.Timetable;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a way forward asks for besides evidence.
 *
 * @param timetable when traffic may rise
 * @param approvals where it waits for somebody's word
 * @param gates what is asked and told, in the order in which people have written them
 */
public record Gating(Timetable timetable, Approvals approvals, List<Gate> gates) {
    /** Nothing. */
    public static final Gating NONE = new Gating(Timetable.ALWAYS, Approvals.NONE, List.of());

    /** More gates are refused. */
    public static final int MOST_GATES = 20;

    /** Copies the gates; throws IllegalArgumentException for too many, or two of one name. */
    public Gating {
        requireNonNull(timetable, "timetable");
        requireNonNull(approvals, "approvals");
        gates = List.copyOf(gates);
        if (gates.size() > MOST_GATES) {
            throw new IllegalArgumentException("%d gates; %d at most".formatted(gates.size(), MOST_GATES));
        }
        if (gates.stream().map(Gate::name).distinct().count() < gates.size()) {
            throw new IllegalArgumentException("two gates have the same name: each needs its own");
        }
    }

    /** Those that are asked before such a way forward. */
    public List<Gate> gatesOf(Passage.Kind passage) {
        return gates.stream().filter(gate -> gate.type().isAskedBefore(passage)).toList();
    }

    /** Those of a type. */
    public Stream<Gate> of(Gate.Type type) {
        return gates.stream().filter(gate -> gate.type() == type);
    }
}
