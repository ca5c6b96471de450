package dev.gangway.domain.shift;

import dev.gangway.domain.shift.Phase.Kind;
import dev.gangway.domain.shift.Phase.Moving;
import dev.gangway.domain.shift.Reason.Cause;
import dev.gangway.domain.shift.Request.Intent;
import dev.gangway.domain.shift.RouteTarget.Stage;
import dev.gangway.domain.traffic.Weight;
import java.util.Optional;

/** What takes precedence over a phase's own progress. */
final class Interruption {
    private Interruption() {}

    /** Deletion, rollback, standing still, promotion, or too long without metrics, of a phase that is under way. */
    static Optional<Decision> of(Moving phase, ShiftPlan plan, Observation seen) {
        Optional<Decision> backwards = backwards(phase, plan, seen);
        if (backwards.isPresent()) {
            return backwards;
        }
        if (seen.request().intent() == Intent.PAUSE) {
            Reason reason = Reason.of(seen.request(), "paused");
            return Optional.of(Decision.go(new Paused(phase, reason), reason));
        }
        if (plan.mode() == ShiftPlan.Mode.OBSERVE) {
            Reason reason = Reason.of(Cause.PERSON, "is to observe only, and stands still");
            return Optional.of(Decision.go(new Paused(phase, reason), reason));
        }
        return isPromoted(phase, seen)
                ? Optional.of(promote(phase, plan, seen, Retreat.of(phase, weight(phase, plan), plan, seen)))
                : Blindness.pause(phase, plan, seen);
    }

    /** Deletion, a wanted rollback, a destination that is worse, or a gate that takes the shift back. */
    static Optional<Decision> backwards(Phase phase, ShiftPlan plan, Observation seen) {
        if (seen.request().deleted()) {
            return Optional.of(delete(phase, plan, seen));
        }
        if (seen.request().intent() == Intent.ROLL_BACK) {
            return Optional.of(RollingBack.from(phase, plan, seen, Reason.of(seen.request(), "rolled back")));
        }
        if (phase.kind().isJudged() && seen.degraded()) {
            return Optional.of(RollingBack.from(
                    phase, plan, seen, Reason.of(seen.assessment().orElseThrow())));
        }
        return phase.kind().isUnderWay()
                ? seen.gates()
                        .rollback()
                        .map(words -> RollingBack.from(phase, plan, seen, Reason.of(Cause.GATE, words)))
                : Optional.empty();
    }

    /**
     * A promotion is kept when all traffic is at the destination. What the judge then takes back from there, because it doubts,
     * rises on evidence: otherwise the same word would undo every look at the control.
     */
    static boolean isPromoted(Moving phase, Observation seen) {
        boolean rises = phase.kind() == Kind.PREVIEWING
                || phase.kind() == Kind.SHIFTING
                || (phase instanceof Baking baking && !baking.isWatch());
        return seen.request().intent() == Intent.PROMOTE
                && rises
                && !seen.left().equals(Weight.ALL);
    }

    /** Where it has to wait, a lower weight that the judge advises does not: what falls waits for nothing. */
    static Decision promote(Phase phase, ShiftPlan plan, Observation seen, Optional<Decision> retreat) {
        Decision promoted = promote(phase, plan, seen);
        boolean waits = promoted.next().equals(phase);
        return retreat.filter(lower -> waits && !lower.next().equals(phase)).orElse(promoted);
    }

    private static Weight weight(Moving phase, ShiftPlan plan) {
        return phase.target(plan).map(target -> target.split().toDestination()).orElse(Weight.NONE);
    }

    /**
     * A person's word instead of evidence and of approvals; it still waits until every cluster shows the last target and there are
     * the pods, as a word serves no request, and for windows and gates, which say when nobody may.
     */
    private static Decision promote(Phase phase, ShiftPlan plan, Observation seen) {
        if (!seen.everyClusterShowsTarget()) {
            return Waiting.forRoutes(phase, plan, seen);
        }
        boolean rises = phase.target(plan)
                .filter(target -> target.split().toDestination().equals(Weight.ALL))
                .isEmpty();
        return Optional.of(Weight.ALL)
                .filter(all -> rises)
                .flatMap(all -> NextShare.shortage(all, plan, seen))
                .map(shortage -> Decision.go(
                        phase,
                        Reason.of(
                                Cause.CAPACITY,
                                "%s; or set capacity.podRatio to 0 to promote without".formatted(shortage.words()))))
                .or(() -> rises ? Admission.holdPromotion(phase, plan, seen) : Optional.empty())
                .orElseGet(() -> Decision.go(new Baking(Weight.ALL), Reason.of(seen.request(), "promoted")));
    }

    static Decision delete(Phase phase, ShiftPlan plan, Observation seen) {
        boolean nothingStands = phase.target(plan).isEmpty();
        return plan.onDelete() == ShiftPlan.OnDelete.KEEP || nothingStands
                ? Decision.go(new Released(), Reason.of(seen.request(), "deleted, the routes stay as they are,"))
                : Decision.go(
                        new Restoring(Stage.ROUTES_REMOVED),
                        Reason.of(seen.request(), "deleted, the routes are being removed,"));
    }
}
