package dev.gangway.domain.shift;

import dev.gangway.domain.shift.Reason.Cause;
import dev.gangway.domain.shift.Request.Intent;
import dev.gangway.domain.shift.RouteTarget.Stage;
import java.util.List;
import java.util.Optional;

/** Not begun: something must be put right first. Exits: Preparing, Observing, RollingBack, Released. */
public record Pending() implements Phase {
    /** The obstacle while preflight has not come to its end. */
    public static final String LOOKED_AT = "preflight is under way";

    private static final int MOST_WARNINGS = 5;

    @Override
    public Phase.Kind kind() {
        return Phase.Kind.PENDING;
    }

    @Override
    public Optional<RouteTarget> target(ShiftPlan plan) {
        return Optional.empty();
    }

    @Override
    public Decision decide(ShiftPlan plan, Observation seen) {
        if (seen.request().deleted()) {
            return Decision.go(new Released(), Reason.of(seen.request(), "deleted before it began"));
        }
        if (seen.request().intent() == Intent.ROLL_BACK) {
            Reason reason = Reason.of(seen.request(), "rolled back before it began");
            return Decision.go(new RollingBack(reason, Optional.empty()), reason);
        }
        if (seen.request().intent() == Intent.PAUSE) {
            return Decision.go(this, Reason.of(seen.request(), "paused before it began"));
        }
        if (!seen.obstacles().isEmpty()) {
            // What is held is looked at again and again: it must not say so in turns with what holds it.
            Optional<Decision> held = seen.obstacles().equals(List.of(LOOKED_AT)) && plan.mode() == ShiftPlan.Mode.SHIFT
                    ? Admission.hold(this, Passage.start(seen.attempt()), plan, seen)
                    : Optional.empty();
            if (held.isPresent()) {
                return held.get();
            }
            return Decision.go(this, Reason.of(Cause.PREFLIGHT, String.join("; ", seen.obstacles())));
        }
        if (plan.mode() == ShiftPlan.Mode.OBSERVE) {
            return Decision.go(new Observing(), passed(seen, "observing"));
        }
        Passage start = Passage.start(seen.attempt());
        return Admission.hold(this, start, plan, seen)
                .orElseGet(() -> Decision.go(
                        new Preparing(Stage.DESTINATION_SUBSETS),
                        Admission.told(passed(seen, "putting the subsets in place"), this, start, plan, seen)));
    }

    /** Some warnings are told as well: this is the last that is heard of them. */
    private static Reason passed(Observation seen, String next) {
        int count = seen.warnings().size();
        String told = String.join("; ", seen.warnings().subList(0, Math.min(count, MOST_WARNINGS)));
        String more = count > MOST_WARNINGS ? "; and %d more".formatted(count - MOST_WARNINGS) : "";
        return Reason.of(
                Cause.PREFLIGHT, "preflight passed; " + next + (count == 0 ? "" : "; preflight warns: " + told + more));
    }
}
