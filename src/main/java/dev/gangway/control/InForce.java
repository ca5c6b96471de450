package dev.gangway.control;

import dev.gangway.domain.analysis.Assessment;
import dev.gangway.domain.analysis.MetricWindow;
import dev.gangway.domain.analysis.RouteForce;
import dev.gangway.domain.analysis.ShareDifference;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.TrafficSplit;
import dev.gangway.domain.traffic.Weight;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether clients follow the routes that stand: looked at in every window that lies wholly at the present weight. A difference
 * keeps the shift from rising at once, and has a name when it has lasted for longer than the routes and the metrics take to
 * arrive: {@code propagation} and two scrapes.
 *
 * @param force what was seen at the present weight
 * @param doubt a difference that the last look found
 * @param notInForce the same, where it has lasted
 */
record InForce(RouteForce force, Optional<String> doubt, Optional<String> notInForce) {
    /** Nothing seen, nothing wrong. */
    static final InForce NONE = new InForce(RouteForce.NONE, Optional.empty(), Optional.empty());

    /** Prometheus' own default, for as long as nothing is seen of the scrapes. */
    private static final Duration ASSUMED_SCRAPE = Duration.ofMinutes(1);

    /** What a successor goes on with: what was found stands until its first window, and then it looks anew. */
    static InForce recorded(Optional<String> notInForce) {
        return new InForce(RouteForce.NONE, notInForce, notInForce);
    }

    /**
     * Looks at a window.
     *
     * @param validFrom since when windows are of the present weight; empty while they are not
     */
    InForce look(MetricWindow window, TrafficSplit split, Optional<Instant> validFrom, Duration patience) {
        if (validFrom.isEmpty() || window.from().isBefore(validFrom.get())) {
            return new InForce(force, notInForce.or(() -> beforeTheFirstStep(window, split)), notInForce);
        }
        RouteForce more = force.plus(window, split);
        Optional<ShareDifference> difference = more.difference(split);
        return new InForce(
                more,
                difference.map(ShareDifference::sentence),
                difference
                        .filter(found -> notInForce.isPresent() || found.hasLasted(patience, window.to()))
                        .map(ShareDifference::sentence));
    }

    /**
     * From weight 0 the shift rises without a window of its own, as its source is known by its past. A window that holds older
     * requests to the destination may be innocent, but then the next one shows it.
     */
    private static Optional<String> beforeTheFirstStep(MetricWindow window, TrafficSplit split) {
        return split.toDestination().equals(Weight.NONE)
                ? RouteForce.NONE.plus(window, split).difference(split).map(ShareDifference::sentence)
                : Optional.empty();
    }

    /** The assessment, which does not let the shift rise where there is a difference. */
    Assessment hold(Assessment assessment) {
        return notInForce
                .map(words -> assessment.held("NotInForce: " + words))
                .or(() -> doubt.map(words -> assessment.held("waiting until it is clear: " + words)))
                .orElse(assessment);
    }

    /**
     * For how long a difference may last.
     *
     * @param scrapeInterval of the slowest source of metrics, zero while it is not known
     */
    static Duration patience(ShiftPlan plan, Duration scrapeInterval) {
        Duration scrape = scrapeInterval.isZero() ? ASSUMED_SCRAPE : scrapeInterval;
        return plan.pacing().propagation().plus(scrape.multipliedBy(2));
    }
}
