package dev.gangway.domain.shift;

import dev.gangway.domain.analysis.Assessment;
import dev.gangway.domain.shift.Reason.Cause;
import java.util.Optional;

/**
 * Nothing is moved; what stands is judged, and what would be done is said. Exits: Pending when the mode is another, Released.
 */
public record Observing() implements Phase {
    @Override
    public Phase.Kind kind() {
        return Phase.Kind.OBSERVING;
    }

    @Override
    public Optional<RouteTarget> target(ShiftPlan plan) {
        return Optional.empty();
    }

    @Override
    public Decision decide(ShiftPlan plan, Observation seen) {
        if (seen.request().deleted()) {
            return Decision.go(new Released(), Reason.of(seen.request(), "deleted; nothing was moved"));
        }
        if (plan.mode() != ShiftPlan.Mode.OBSERVE) {
            return Decision.go(new Pending(), Reason.of(Cause.PERSON, "no longer only observing"));
        }
        return Decision.go(
                this,
                seen.assessment()
                        .map(assessment -> new Reason(
                                Cause.VERDICT,
                                wouldDo(assessment) + ": " + assessment.summary(),
                                assessment.findings()))
                        .orElseGet(
                                () -> Reason.of(Cause.TIME, "observing; waiting for the next reading of the metrics")));
    }

    private static String wouldDo(Assessment assessment) {
        return switch (assessment.verdict()) {
            case DEGRADED -> "would roll back";
            case HEALTHY ->
                assessment.advised().map(weight -> "would go on to " + weight).orElse("would go on");
            case INCONCLUSIVE ->
                assessment.advised().map(weight -> "would go to " + weight).orElse("would wait");
        };
    }
}
