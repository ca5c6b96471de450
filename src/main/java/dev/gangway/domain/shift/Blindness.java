package dev.gangway.domain.shift;

import dev.gangway.domain.analysis.Assessment;
import dev.gangway.domain.shift.Reason.Cause;
import dev.gangway.domain.shift.Request.Intent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What becomes of a shift that can't be judged for lack of metrics: it holds, neither up nor down, and pauses when that has
 * lasted for as long as it may ({@link Pacing#metricsBudget}).
 */
final class Blindness {
    private static final String GANGWAY = "Gangway";

    private Blindness() {}

    /**
     * The pause. Empty where there is budget left, in a tick that has not read metrics, and where a person's word has the shift
     * go without them.
     */
    static Optional<Decision> pause(Phase.Moving phase, ShiftPlan plan, Observation seen) {
        boolean reads = phase.kind().isJudged() && seen.assessment().isPresent();
        if (!reads || goesOnAWord(phase, seen)) {
            return Optional.empty();
        }
        return due(plan, seen)
                .filter(due -> !seen.at().isBefore(due))
                .map(due -> Decision.pause(phase, wish(plan, seen)));
    }

    /** Why it holds meanwhile, and for how long; the judge's answer where there is something to judge by. */
    static Reason holds(ShiftPlan plan, Observation seen, Assessment assessment) {
        if (seen.blindSince().isEmpty()) {
            return Reason.of(assessment);
        }
        String until = due(plan, seen)
                .map(due -> "; pauses if that lasts until " + due.truncatedTo(ChronoUnit.SECONDS))
                .orElse("");
        return new Reason(Cause.METRICS, assessment.summary() + until, assessment.findings());
    }

    private static Optional<Instant> due(ShiftPlan plan, Observation seen) {
        Duration budget = plan.pacing().metricsBudget();
        return seen.blindSince().filter(since -> !budget.isZero()).map(since -> since.plus(budget));
    }

    /** A promotion goes to 100 % and through the watch there without evidence. */
    private static boolean goesOnAWord(Phase.Moving phase, Observation seen) {
        boolean watches = phase instanceof Baking baking && baking.isWatch();
        return seen.request().intent() == Intent.PROMOTE && (watches || Interruption.isPromoted(phase, seen));
    }

    private static Request wish(ShiftPlan plan, Observation seen) {
        String why = "no metrics to judge by for %d s, since %s: %s; resume when they are back, or roll back"
                .formatted(
                        plan.pacing().metricsBudget().toSeconds(),
                        seen.blindSince().orElseThrow().truncatedTo(ChronoUnit.SECONDS),
                        seen.assessment().orElseThrow().summary());
        return new Request(Intent.PAUSE, seen.request().attempt(), Request.Origin.METRICS, GANGWAY, why, false)
                .with(seen.request().approval());
    }
}
