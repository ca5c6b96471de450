package dev.gangway.domain.shift;

import dev.gangway.domain.analysis.Assessment;
import dev.gangway.domain.shift.Phase.Moving;
import dev.gangway.domain.shift.Reason.Cause;
import dev.gangway.domain.traffic.Weight;
import java.util.Optional;

/**
 * Going back to a lower rung because the judge wants to look closer at a lower price; no further than the source is known to have
 * pods for.
 */
final class Retreat {
    private Retreat() {}

    /** Empty where the judge advises nothing lower. It does not wait for routes: traffic may always fall. */
    static Optional<Decision> of(Moving phase, Weight present, ShiftPlan plan, Observation seen) {
        Optional<Weight> advised = advised(present, seen);
        if (advised.isEmpty()) {
            return Optional.empty();
        }
        Weight lower = lower(advised.get(), present, plan, seen);
        Reason reason = Reason.of(seen.assessment().orElseThrow());
        return Optional.of(
                lower.equals(present)
                        ? Decision.go(
                                phase,
                                new Reason(
                                        Cause.CAPACITY, told(plan, seen, reason).text(), reason.findings()))
                        : Decision.go(
                                at(lower, plan), lower.equals(advised.get()) ? reason : told(plan, seen, reason)));
    }

    /** The same while paused; where the source can take nothing, the pause stays as it is. */
    static Optional<Decision> of(Paused paused, ShiftPlan plan, Observation seen) {
        Weight present = paused.resumeTo().target(plan).orElseThrow().split().toDestination();
        return advised(present, seen)
                .map(advised -> lower(advised, present, plan, seen))
                .filter(lower -> !lower.equals(present))
                .map(lower -> {
                    Reason reason = Reason.of(seen.assessment().orElseThrow());
                    return Decision.go(new Paused(at(lower, plan), reason), reason);
                });
    }

    private static Optional<Weight> advised(Weight present, Observation seen) {
        return seen.assessment()
                .flatMap(Assessment::advised)
                .filter(advised -> advised.compareTo(present) < 0)
                .filter(advised -> !advised.equals(Weight.NONE));
    }

    private static Weight lower(Weight advised, Weight present, ShiftPlan plan, Observation seen) {
        return seen.capacity()
                .map(capacity -> capacity.fallen(present, advised, plan))
                .orElse(advised);
    }

    private static Reason told(ShiftPlan plan, Observation seen, Reason reason) {
        return seen.capacity()
                .flatMap(capacity -> capacity.toTakeBack(plan))
                .map(shortage -> reason.and(shortage.words()))
                .orElse(reason);
    }

    private static Moving at(Weight weight, ShiftPlan plan) {
        return weight.compareTo(plan.ladder().last()) >= 0 ? new Baking(weight) : new Shifting(weight);
    }
}
