package dev.gangway.domain.shift;

import dev.gangway.domain.analysis.Assessment;
import dev.gangway.domain.shift.Phase.Moving;
import dev.gangway.domain.traffic.Weight;
import java.util.Optional;

/** Going back to a lower rung because the judge wants to look closer at a lower price. */
final class Retreat {
    private Retreat() {}

    /** Empty where the judge advises nothing lower. It does not wait for routes: traffic may always fall. */
    static Optional<Decision> of(Weight present, ShiftPlan plan, Observation seen) {
        return to(present, plan, seen)
                .map(lower -> Decision.go(lower, Reason.of(seen.assessment().orElseThrow())));
    }

    /** The same while paused. */
    static Optional<Decision> of(Paused paused, ShiftPlan plan, Observation seen) {
        Weight present = paused.resumeTo().target(plan).orElseThrow().split().toDestination();
        return to(present, plan, seen).map(lower -> {
            Reason reason = Reason.of(seen.assessment().orElseThrow());
            return Decision.go(new Paused(lower, reason), reason);
        });
    }

    private static Optional<Moving> to(Weight present, ShiftPlan plan, Observation seen) {
        return seen.assessment()
                .flatMap(Assessment::advised)
                .filter(advised -> advised.compareTo(present) < 0)
                .filter(advised -> !advised.equals(Weight.NONE))
                .map(advised ->
                        advised.compareTo(plan.ladder().last()) >= 0 ? new Baking(advised) : new Shifting(advised));
    }
}
