package dev.gangway.control.backtest;

import dev.gangway.domain.analysis.LatencyHistogram;
import dev.gangway.domain.analysis.MetricWindow;
import dev.gangway.domain.analysis.Objectives;
import dev.gangway.domain.analysis.Traffic;
import dev.gangway.domain.shift.Pacing;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.Ladder;
import dev.gangway.domain.traffic.ServiceRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.PoissonSampler;
import org.apache.commons.rng.sampling.distribution.SharedStateDiscreteSampler;
import org.apache.commons.rng.simple.RandomSource;

/** What could have been recorded of a service at k8s2, made up. */
final class MadeUpRecord {
    static final ClusterName SOURCE = new ClusterName("k8s2");
    static final ClusterName DESTINATION = new ClusterName("eks1");
    static final Instant BEGIN = Instant.parse("2025-01-15T00:00:00Z");
    static final ShiftPlan PLAN = plan(Pacing.DEFAULT);

    private static final double[] EDGES = {5, 10, 25, 50, 100, 250, 500, 1000, Double.POSITIVE_INFINITY};
    private static final double[] SHARES = {0.05, 0.15, 0.4, 0.25, 0.1, 0.04, 0.008, 0.0015, 0.0005};

    private final double rate;
    private final Duration window;
    private IntToDoubleFunction failing = number -> 0.001;
    private IntPredicate missing = number -> false;

    private MadeUpRecord(double rate, Duration window) {
        this.rate = rate;
        this.window = window;
    }

    /** Of so many requests per second, in windows of 10 s, of which 0.1 % fail. */
    static MadeUpRecord of(double rate) {
        return new MadeUpRecord(rate, Duration.ofSeconds(10));
    }

    MadeUpRecord inWindowsOf(Duration length) {
        MadeUpRecord other = new MadeUpRecord(rate, length);
        other.failing = failing;
        return other;
    }

    /** The share of requests that fail in each window, by its number. */
    MadeUpRecord failing(IntToDoubleFunction share) {
        failing = share;
        return this;
    }

    /** Windows that nobody saw, by their numbers. */
    MadeUpRecord without(IntPredicate numbers) {
        missing = numbers;
        return this;
    }

    List<MetricWindow> lasting(Duration duration) {
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(77L);
        Binomial binomial = new Binomial(random);
        SharedStateDiscreteSampler arrivals = PoissonSampler.of(random, rate * window.toSeconds());
        List<MetricWindow> windows = new ArrayList<>();
        for (int number = 0; number < duration.dividedBy(window); number++) {
            long requests = arrivals.sample();
            long failures = binomial.draw(requests, failing.applyAsDouble(number));
            if (!missing.test(number)) {
                Instant from = BEGIN.plus(window.multipliedBy(number));
                Traffic traffic = new Traffic(requests, failures, latency(binomial, requests - failures));
                windows.add(new MetricWindow(from, from.plus(window), Map.of(SOURCE, traffic), 0));
            }
        }
        return windows;
    }

    private static LatencyHistogram latency(Binomial binomial, long requests) {
        long[] counts = new long[SHARES.length];
        long left = requests;
        double share = 1;
        for (int i = 0; i < counts.length - 1; i++) {
            counts[i] = binomial.draw(left, Math.min(1, SHARES[i] / share));
            left -= counts[i];
            share -= SHARES[i];
        }
        counts[counts.length - 1] = left;
        return LatencyHistogram.of(EDGES, counts);
    }

    static ShiftPlan plan(Pacing pacing) {
        return new ShiftPlan(
                new ShiftId("shop", "checkout"),
                new ServiceRef("shop", "checkout"),
                SOURCE,
                DESTINATION,
                Ladder.DEFAULT,
                pacing,
                Objectives.DEFAULT,
                ShiftPlan.SubsetLabel.NETWORK,
                ShiftPlan.OnDelete.KEEP,
                ShiftPlan.Mode.SHIFT);
    }
}
