package dev.gangway.control.gate;

import dev.gangway.control.gate.GateCalls.Answer;
import dev.gangway.control.gate.GateCalls.Outcome;
import dev.gangway.domain.shift.Gate;
import java.time.Duration;
import java.time.Instant;

/**
 * A gate's last answer.
 *
 * @param answer which
 * @param at when
 * @param refusals how often it has said no to the same question
 */
record Heard(Answer answer, Instant at, int refusals) {
    /** A step that was let pass is usually taken in the next round; what holds it longer may have changed the gate's mind. */
    private static final Duration FRESH = Duration.ofMinutes(5);

    boolean passes(Instant now) {
        return answer.outcome() == Outcome.PASSED && now.isBefore(at.plus(FRESH));
    }

    /** Of a gate that tests, and not of one that people open. */
    boolean isFinal(Gate gate) {
        return gate.type() == Gate.Type.PRE_ROLLOUT
                && answer.outcome() == Outcome.REFUSED
                && refusals >= gate.failures();
    }

    boolean isDue(Gate gate, Instant now) {
        boolean waited = !now.isBefore(at.plus(gate.interval()));
        return gate.type() == Gate.Type.ROLLBACK ? waited : waited && !passes(now) && !isFinal(gate);
    }
}
