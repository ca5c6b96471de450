package dev.gangway.control.backtest;

import dev.gangway.domain.analysis.LatencyHistogram;
import dev.gangway.domain.analysis.MetricWindow;
import dev.gangway.domain.analysis.Traffic;
import dev.gangway.domain.traffic.ClusterName;
import java.util.Arrays;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Divides recorded requests between two sides as Istio would have: each goes to the destination with the same chance. What
 * both sides have together is what was recorded, but for failures that are added at the destination on purpose.
 */
final class Thinning {
    private final Binomial binomial;
    private final ClusterName source;
    private final ClusterName destination;
    private final double failing;

    /**
     * Divides between these two.
     *
     * @param failing the share of the destination's good requests that fail there, from 0 to 1
     */
    Thinning(UniformRandomProvider random, ClusterName source, ClusterName destination, double failing) {
        this.binomial = new Binomial(random);
        this.source = source;
        this.destination = destination;
        this.failing = failing;
    }

    /**
     * A window with two sides.
     *
     * @param added how many of the destination's requests failed only because they went there
     * @param expected how many of them were to be expected
     */
    record Divided(MetricWindow window, long added, double expected) {}

    /** Gives the destination this share of the source's requests, from 0 to 1. */
    Divided divide(MetricWindow recorded, double share) {
        Traffic all = recorded.of(source);
        Traffic moved = share == 0 ? Traffic.NONE : moved(all, share);
        Traffic left = new Traffic(
                all.requests() - moved.requests(),
                all.failures() - moved.failures(),
                minus(all.latency(), moved.latency()));
        long good = moved.requests() - moved.failures();
        Traffic served = failing == 0 ? moved : harmed(moved);
        return new Divided(
                new MetricWindow(
                        recorded.from(), recorded.to(), Map.of(source, left, destination, served), recorded.lost()),
                served.failures() - moved.failures(),
                good * failing);
    }

    private Traffic moved(Traffic all, double share) {
        long[] timed = all.latency().counts();
        for (int i = 0; i < timed.length; i++) {
            timed[i] = binomial.draw(timed[i], share);
        }
        long good = all.requests() - all.failures();
        long untimed = good - all.latency().count();
        // Durations may be counted by other scrapes than requests: then they do not fit together exactly.
        long movedGood =
                untimed >= 0 ? Arrays.stream(timed).sum() + binomial.draw(untimed, share) : binomial.draw(good, share);
        long failures = binomial.draw(all.failures(), share);
        return new Traffic(movedGood + failures, failures, all.latency().withCounts(timed));
    }

    private Traffic harmed(Traffic moved) {
        long[] timed = moved.latency().counts();
        long lost = 0;
        for (int i = 0; i < timed.length; i++) {
            long failed = binomial.draw(timed[i], failing);
            timed[i] -= failed;
            lost += failed;
        }
        long good = moved.requests() - moved.failures();
        long untimed = good - moved.latency().count();
        long added = untimed >= 0 ? lost + binomial.draw(untimed, failing) : binomial.draw(good, failing);
        return new Traffic(
                moved.requests(), moved.failures() + added, moved.latency().withCounts(timed));
    }

    private static LatencyHistogram minus(LatencyHistogram all, LatencyHistogram part) {
        if (part.count() == 0) {
            return all;
        }
        long[] left = all.counts();
        long[] taken = part.counts();
        Arrays.setAll(left, i -> left[i] - taken[i]);
        return all.withCounts(left);
    }
}
