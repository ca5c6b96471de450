package dev.gangway.control;

import dev.gangway.domain.analysis.Assessment;
import dev.gangway.domain.analysis.Evidence;
import dev.gangway.domain.analysis.MetricWindow;
import dev.gangway.domain.shift.ClusterView;
import dev.gangway.domain.shift.RouteTarget;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.Weight;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a shift has gathered since its present target was decided: kept in memory between the writes of its record, and
 * begun again from the record by a successor.
 *
 * @param target what it belongs to
 * @param standingSince since when every cluster has shown the target without a break
 * @param evidence what was seen of the traffic
 * @param inForce what was seen of whether clients follow the target's routes
 */
record Gathering(Optional<RouteTarget> target, Optional<Instant> standingSince, Evidence evidence, InForce inForce) {

    /** The gathering that goes on at this target, or a new one from what was recorded. */
    static Gathering of(ShiftRecord shift, Gathering before) {
        Optional<RouteTarget> target = shift.state().phase().target(shift.plan());
        return before != null && before.target.equals(target)
                ? before
                : new Gathering(
                        target,
                        Optional.empty(),
                        shift.state().evidence(),
                        InForce.recorded(shift.state().notInForce()));
    }

    /**
     * Takes in what the clusters show. Evidence counts from the moment that all show the target plus the time that it takes
     * to reach the proxies; a cluster that is seen to show something else ends it. One that can't be seen does not: harm
     * must be found whatever its API server does, and nothing rises meanwhile.
     */
    Gathering seen(Map<ClusterName, ClusterView> clusters, Instant at, ShiftPlan plan) {
        if (!clusters.isEmpty() && clusters.values().stream().allMatch(ClusterView::showsTarget)) {
            Instant since = standingSince.orElse(at);
            Evidence counted = evidence.validFrom().isPresent()
                    ? evidence
                    : evidence.validFrom(since.plus(plan.pacing().propagation()));
            return new Gathering(target, Optional.of(since), counted, inForce);
        }
        boolean differs =
                clusters.values().stream().anyMatch(view -> view instanceof ClusterView.Seen && !view.showsTarget());
        return differs
                ? new Gathering(target, Optional.empty(), evidence.restarted(evidence.previous()), InForce.NONE)
                : new Gathering(target, Optional.empty(), evidence, inForce);
    }

    Gathering with(Optional<Assessment> assessment) {
        return new Gathering(
                target, standingSince, assessment.map(Assessment::evidence).orElse(evidence), inForce);
    }

    /**
     * Looks whether clients follow the target's routes, where it has any. A preview gives the destination requests at weight 0:
     * those with a header, or, as servers count them, all that arrive there.
     */
    Gathering looked(MetricWindow window, Duration patience) {
        return target.filter(wanted -> wanted.stage() == RouteTarget.Stage.ROUTES
                        && wanted.preview().isEmpty())
                .map(RouteTarget::split)
                .map(split -> inForce.look(window, split, evidence.validFrom(), patience))
                .map(seen -> new Gathering(target, standingSince, evidence, seen))
                .orElse(this);
    }

    /**
     * What goes on at the next target: everything if it is the same, nothing at the baseline or where something else is counted,
     * else what holds for any weight.
     */
    Gathering towards(Optional<RouteTarget> next, ShiftPlan plan) {
        if (next.equals(target)) {
            return this;
        }
        boolean begins = next.filter(wanted -> !wanted.split().equals(plan.baseline())
                                || wanted.preview().isPresent())
                        .isEmpty()
                || !plan.counting(next).equals(plan.counting(target));
        Weight left = target.map(before -> before.split().toDestination()).orElse(Weight.NONE);
        return new Gathering(next, Optional.empty(), begins ? Evidence.NONE : evidence.restarted(left), InForce.NONE);
    }
}
