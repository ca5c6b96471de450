package dev.gangway.domain.shift;

import dev.gangway.domain.schedule.Closure;
import dev.gangway.domain.shift.Hold.Kind;
import dev.gangway.domain.shift.Reason.Cause;
import dev.gangway.domain.traffic.Weight;
import java.time.Duration;
import java.util.Optional;

/**
 * Windows, approvals and gates, asked in this order when nothing else keeps a shift from going forward. What falls is never asked about.
 */
final class Admission {
    /** Rounds come so often or more seldom; a tick of its own is only worth it for what opens before the next one. */
    private static final Duration SOON = Duration.ofSeconds(10);

    private Admission() {}

    /** What holds a way forward of which the metrics are sure; empty = it may be taken. */
    static Optional<Decision> hold(Phase phase, Passage passage, ShiftPlan plan, Observation seen) {
        return window(phase, passage, plan, seen)
                .or(() -> approval(phase, passage, plan, seen))
                .or(() -> gates(phase, passage, plan, seen));
    }

    /** The same of one that a person wants without evidence: that is an approval. */
    static Optional<Decision> holdPromotion(Phase phase, ShiftPlan plan, Observation seen) {
        Passage passage = Passage.rise(seen, Weight.ALL);
        return window(phase, passage, plan, seen).or(() -> gates(phase, passage, plan, seen));
    }

    /** The reason of a way that is taken, with who has approved it where somebody had to. */
    static Reason told(Reason reason, Phase from, Passage passage, ShiftPlan plan, Observation seen) {
        return seen.request()
                .approval()
                .filter(approval -> plan.gating().approvals().asksFor(passage, weight(from, plan)))
                .filter(approval -> approval.covers(passage))
                .map(approval -> reason.and(approval.words()))
                .orElse(reason);
    }

    private static Optional<Decision> window(Phase phase, Passage passage, ShiftPlan plan, Observation seen) {
        Optional<Closure> closure = plan.gating().timetable().closure(seen.at());
        return closure.map(shut -> {
            Decision held = Decision.hold(
                    phase,
                    Reason.of(Cause.WINDOW, passage.words() + " " + shut.words()),
                    new Hold(Kind.WINDOW, passage, shut.opensAt()));
            return shut.opensAt()
                    .map(opens -> Duration.between(seen.at(), opens))
                    .filter(until -> until.compareTo(SOON) <= 0)
                    .map(held::lookAgainAfter)
                    .orElse(held);
        });
    }

    private static Optional<Decision> approval(Phase phase, Passage passage, ShiftPlan plan, Observation seen) {
        boolean asked = plan.gating().approvals().asksFor(passage, weight(phase, plan));
        boolean given = seen.request()
                .approval()
                .filter(approval -> approval.covers(passage))
                .isPresent();
        return asked && !given
                ? Optional.of(Decision.hold(
                        phase,
                        Reason.of(Cause.APPROVAL, "waits for approval of " + passage.words()),
                        new Hold(Kind.APPROVAL, passage)))
                : Optional.empty();
    }

    private static Optional<Decision> gates(Phase phase, Passage passage, ShiftPlan plan, Observation seen) {
        GateAnswer answer = seen.gates().of(passage, plan);
        if (answer instanceof GateAnswer.Shut shut) {
            return Optional.of(Decision.hold(phase, gate(passage, shut.words()), new Hold(Kind.GATE, passage)));
        }
        if (answer instanceof GateAnswer.Silent silent) {
            return Optional.of(
                    Decision.hold(phase, gate(passage, silent.words()), new Hold(Kind.SILENT_GATE, passage)));
        }
        return answer instanceof GateAnswer.Refused refused
                ? Optional.of(refused(phase, Reason.of(Cause.GATE, refused.words())))
                : Optional.empty();
    }

    /** What has not begun is rolled back, so that a retry begins it; a retry waits for the next one. */
    private static Decision refused(Phase phase, Reason reason) {
        return phase instanceof Pending
                ? Decision.go(new RollingBack(reason, Optional.empty()), reason)
                : Decision.go(phase, reason.and("raise the attempt to try again"));
    }

    private static Reason gate(Passage passage, String words) {
        return Reason.of(Cause.GATE, "%s waits: %s".formatted(passage.words(), words));
    }

    private static Weight weight(Phase phase, ShiftPlan plan) {
        return phase.target(plan).map(target -> target.split().toDestination()).orElse(Weight.NONE);
    }
}
