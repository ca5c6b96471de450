package dev.gangway.domain.shift;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What gates have answered so far.
 *
 * @param asked the way forward that they were asked about; empty = none
 * @param answer to that
 * @param rollback which gate wants the shift taken back, in words; empty = none does
 */
public record Gates(Optional<Passage> asked, GateAnswer answer, Optional<String> rollback) {
    /** Nothing was asked. */
    public static final Gates UNASKED =
            new Gates(Optional.empty(), new GateAnswer.Silent("its gates are being asked"), Optional.empty());

    /** Needs all parts. */
    public Gates {
        requireNonNull(asked, "asked");
        requireNonNull(answer, "answer");
        requireNonNull(rollback, "rollback");
    }

    /** What they say of a way forward: open where the plan has no gate there, and silent where they were asked about another. */
    GateAnswer of(Passage passage, ShiftPlan plan) {
        if (plan.gating().gatesOf(passage.kind()).isEmpty()) {
            return new GateAnswer.Open();
        }
        return asked.filter(passage::equals).isPresent() ? answer : UNASKED.answer();
    }
}
