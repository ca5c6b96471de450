package dev.gangway.domain.shift;

import static java.util.Objects.requireNonNull;

import dev.gangway.domain.analysis.Assessment;
import dev.gangway.domain.shift.Phase.Moving;
import dev.gangway.domain.shift.Reason.Cause;
import dev.gangway.domain.traffic.Weight;
import java.time.Duration;
import java.util.Optional;

/**
 * The destination gets the requests of a preview, at weight 0, and is judged by them. A mirror comes before the source's past
 * is read, as it is held against what servers count; a header after it. Exits: Shifting, Paused, Baking (promote), RollingBack,
 * Restoring, Released.
 *
 * @param preview kept here and not looked up, so that an edit of the specification moves no traffic
 */
public record Previewing(Preview preview) implements Moving {
    /** Needs a preview. */
    public Previewing {
        requireNonNull(preview, "preview");
    }

    @Override
    public Phase.Kind kind() {
        return Phase.Kind.PREVIEWING;
    }

    @Override
    public Optional<RouteTarget> target(ShiftPlan plan) {
        return Optional.of(new RouteTarget(RouteTarget.Stage.ROUTES, plan.baseline(), Optional.of(preview)));
    }

    @Override
    public Decision decide(ShiftPlan plan, Observation seen) {
        return Interruption.of(this, plan, seen)
                .or(() -> forRequests(seen))
                .or(() -> Waiting.toRise(this, plan, seen, lasts(plan)))
                .orElseGet(() -> goOn(plan, seen));
    }

    /** What the judge says of no requests at all is no use to people: here it depends on them. */
    private Optional<Decision> forRequests(Observation seen) {
        boolean none = seen.everyClusterShowsTarget()
                && seen.assessment()
                        .map(Assessment::evidence)
                        .filter(evidence ->
                                evidence.knowsSource() && evidence.validFrom().isPresent() && evidence.ticks() == 0)
                        .isPresent()
                && !seen.healthy();
        return none
                ? Optional.of(Decision.go(this, Reason.of(Cause.VERDICT, "waiting for " + preview.awaited())))
                : Optional.empty();
    }

    /** None where the step was taken out of the plan meanwhile. */
    private Duration lasts(ShiftPlan plan) {
        return plan.previews().stream()
                .filter(step -> step.preview().compareTo(preview) == 0)
                .map(PreviewStep::lasts)
                .findFirst()
                .orElse(Duration.ZERO);
    }

    private Decision goOn(ShiftPlan plan, Observation seen) {
        return preview instanceof Preview.Mirror
                ? Decision.go(
                        new Shifting(plan.baseline().toDestination()),
                        Reason.of(seen.assessment().orElseThrow()))
                : Shifting.rise(this, Weight.NONE, plan, seen);
    }
}
