package dev.gangway.adapter.crd;

import dev.gangway.domain.analysis.Baseline;
import dev.gangway.domain.analysis.Evidence;
import dev.gangway.domain.analysis.Judge;
import dev.gangway.domain.analysis.LatencyHistogram;
import dev.gangway.domain.analysis.MetricWindow;
import dev.gangway.domain.analysis.Traffic;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.shift.Shifts;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.Weight;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A service as good at both clusters, with bursts of failures in its past, and what the real judge gathers of it. */
final class Judged {
    private static final ShiftPlan PLAN = Shifts.plan();
    private static final Duration LOOK = Duration.ofSeconds(10);

    private final Random random = new Random(77_005);
    private final Judge judge = new Judge();
    private final double perLook;
    private Evidence evidence;
    private Instant at = States.AT;
    private Weight previous = Weight.NONE;

    Judged(double requestsPerSecond) {
        perLook = requestsPerSecond * LOOK.toSeconds();
        List<MetricWindow> past = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            past.add(window(Map.of(PLAN.source(), traffic(perLook, i == 30 ? 0.5 : 0.002 * (i % 6)))));
        }
        evidence = Evidence.NONE.with(Baseline.of(PLAN.objectives(), PLAN.source(), past));
    }

    Evidence afterFourLooks(int permille) {
        evidence = evidence.restarted(previous).validFrom(at);
        for (int i = 0; i < 4; i++) {
            Map<ClusterName, Traffic> seen = Map.of(
                    PLAN.source(), traffic(perLook * (1 - permille / 1000.0), 0.005),
                    PLAN.destination(), traffic(perLook * permille / 1000.0, 0.005));
            evidence = judge.assess(
                            PLAN.objectives(), PLAN.ladder(), PLAN.split(new Weight(permille)), evidence, window(seen))
                    .evidence();
        }
        previous = new Weight(permille);
        return evidence;
    }

    private MetricWindow window(Map<ClusterName, Traffic> seen) {
        Instant from = at;
        at = at.plus(LOOK);
        return new MetricWindow(from, at, seen, 0);
    }

    private Traffic traffic(double mean, double errorRatio) {
        long requests = Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
        long failures = 0;
        Map<Double, Long> latency = new HashMap<>();
        for (long i = 0; i < requests; i++) {
            if (random.nextDouble() < errorRatio) {
                failures++;
            } else {
                latency.merge(States.bucket(30 * Math.exp(0.7 * random.nextGaussian())), 1L, Long::sum);
            }
        }
        LatencyHistogram histogram = States.histogram(latency);
        return new Traffic(requests, failures, histogram);
    }
}
