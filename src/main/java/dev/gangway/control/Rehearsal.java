package dev.gangway.control;

import dev.gangway.domain.analysis.Assessment;
import dev.gangway.domain.analysis.Baseline;
import dev.gangway.domain.analysis.Evidence;
import dev.gangway.domain.analysis.Judge;
import dev.gangway.domain.analysis.MetricWindow;
import dev.gangway.domain.analysis.Reading;
import dev.gangway.domain.shift.ClusterView;
import dev.gangway.domain.shift.Decision;
import dev.gangway.domain.shift.Gating;
import dev.gangway.domain.shift.Observation;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Request;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.shift.Shifting;
import dev.gangway.domain.traffic.Weight;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A shift without clusters: the judge and the state machine of a real one, looking at made or recorded metrics. Routes stand
 * everywhere as soon as they are decided.
 */
public final class Rehearsal {
    private static final Request ADVANCE =
            new Request(Request.Intent.ADVANCE, 1, Request.Origin.PERSON, "rehearsal", "", false);

    private final ShiftPlan plan;
    private final Judge judge;
    private final Map<dev.gangway.domain.traffic.ClusterName, ClusterView> clusters;
    private Phase phase = new Shifting(Weight.NONE);
    private Gathering gathering;
    private Optional<Decision> last = Optional.empty();

    /** Begins at the baseline, knowing the source's past. */
    public Rehearsal(ShiftPlan plan, Judge judge, List<MetricWindow> history) {
        this(plan, judge, Baseline.of(plan.objectives(), plan.source(), history));
    }

    /** The same, with the past summed up. */
    public Rehearsal(ShiftPlan plan, Judge judge, Baseline past) {
        // Nobody mirrors into a record, sends headers to it, or waits in it.
        this.plan = plan.with(List.of(), plan.mirrors()).with(Gating.NONE);
        this.judge = judge;
        ClusterView shown = new ClusterView.Seen(true, Optional.empty());
        this.clusters = Map.of(plan.source(), shown, plan.destination(), shown);
        this.gathering = new Gathering(phase.target(plan), Optional.empty(), Evidence.NONE.with(past), InForce.NONE);
    }

    /** One round: judges, decides, and lets the decided weight stand. */
    public Phase look(Instant at, Reading reading) {
        gathering = gathering.seen(clusters, at, plan);
        Optional<Assessment> assessment = phase.kind().isJudged() ? Optional.of(assess(reading)) : Optional.empty();
        gathering = gathering.with(assessment);
        Observation seen = new Observation(
                at,
                ADVANCE,
                1,
                clusters,
                gathering.evidence().left(),
                gathering.standingSince(),
                assessment,
                List.of());
        Decision decision = phase.decide(plan, seen);
        last = Optional.of(decision);
        gathering = gathering.towards(decision.next().target(plan), plan).seen(clusters, at, plan);
        phase = decision.next();
        return phase;
    }

    /** Where it is. */
    public Phase phase() {
        return phase;
    }

    /** The destination's share that stands now. */
    public Weight weight() {
        return ShiftState.wanted(phase, plan).toDestination();
    }

    /** The last decision, with its reason. */
    public Optional<Decision> lastDecision() {
        return last;
    }

    private Assessment assess(Reading reading) {
        return reading instanceof Reading.Unavailable unavailable
                ? Assessment.withoutReading(gathering.evidence(), unavailable)
                : judge.assess(
                        plan.objectives(),
                        plan.ladder(),
                        ShiftState.wanted(phase, plan),
                        gathering.evidence(),
                        ((Reading.Taken) reading).window());
    }
}
