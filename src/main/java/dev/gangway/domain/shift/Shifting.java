package dev.gangway.domain.shift;

import static java.util.Objects.requireNonNull;

import dev.gangway.domain.analysis.Assessment;
import dev.gangway.domain.shift.Phase.Moving;
import dev.gangway.domain.traffic.Weight;
import java.time.Duration;
import java.util.Optional;

/**
 * The only phase that raises the destination's weight, to the next rung of the ladder, on a HEALTHY verdict. The first step
 * may leave rungs out that would give a quiet service no requests to judge by. Where the judge doubts, it goes back to a
 * lower rung to look closer. Exits: Previewing, Shifting(next or a lower rung), Baking, Paused, RollingBack, Restoring, Released.
 *
 * @param weight the destination's share: kept here and not looked up, so that an edit of the ladder moves no traffic
 */
public record Shifting(Weight weight) implements Moving {
    /** Needs a weight. */
    public Shifting {
        requireNonNull(weight, "weight");
    }

    @Override
    public Phase.Kind kind() {
        return Phase.Kind.SHIFTING;
    }

    @Override
    public Optional<RouteTarget> target(ShiftPlan plan) {
        return Optional.of(Routes.at(plan, weight));
    }

    @Override
    public Decision decide(ShiftPlan plan, Observation seen) {
        return Interruption.of(this, plan, seen)
                .or(() -> Retreat.of(this, weight, plan, seen))
                .or(() -> Waiting.toRise(this, plan, seen, soak(plan)))
                .orElseGet(() -> weight.equals(Weight.NONE) ? begin(plan, seen) : rise(this, weight, plan, seen));
    }

    /** At weight 0 there is nothing to soak: the source is known by its past. */
    private Duration soak(ShiftPlan plan) {
        return weight.equals(Weight.NONE) ? Duration.ZERO : plan.pacing().soak();
    }

    /** The source is known: the preview with a header comes before the first step. */
    private Decision begin(ShiftPlan plan, Observation seen) {
        return plan.header()
                .map(header -> Waiting.forPods(this, plan, seen)
                        .or(() -> Admission.hold(this, Passage.rise(seen, Weight.NONE), plan, seen))
                        .orElseGet(() -> Decision.go(
                                new Previewing(header),
                                Reason.of(seen.assessment().orElseThrow()))))
                .orElseGet(() -> rise(this, Weight.NONE, plan, seen));
    }

    /** The step up from a weight, where there are the pods for it and nothing that people have set holds it. */
    static Decision rise(Phase phase, Weight weight, ShiftPlan plan, Observation seen) {
        Weight next = next(weight, plan, seen);
        boolean last = next.compareTo(plan.ladder().last()) >= 0;
        Passage passage = Passage.rise(seen, next);
        return Waiting.forPods(phase, plan, seen)
                .or(() -> Admission.hold(phase, passage, plan, seen))
                .orElseGet(() -> Decision.go(
                        last ? new Baking(next) : new Shifting(next),
                        Admission.told(Reason.of(seen.assessment().orElseThrow()), phase, passage, plan, seen)));
    }

    /** The weight that follows. */
    static Weight next(Weight weight, ShiftPlan plan, Observation seen) {
        Weight above = plan.ladder().above(weight);
        return seen.assessment()
                .flatMap(Assessment::advised)
                .filter(advised -> weight.equals(Weight.NONE) && advised.compareTo(above) > 0)
                .orElse(above);
    }
}
