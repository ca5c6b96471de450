package dev.gangway.bench.decision;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** One shift that Kayenta judges. After the last stage nobody looks any more. */
final class KayentaRun implements Policy.Run {
    private static final int SAMPLE_SECONDS = 60;
    private static final int JUDGEMENT_SECONDS = 300;
    private static final int STAGE_SECONDS = 600;
    private static final double[] STAGES = {0.10, 0.25, 0.50, 1};
    /** With two groups of one metric, 75 fails as soon as one of them is high. */
    private static final double PASS_SCORE = 75;

    private final RecentRequests source = new RecentRequests(SAMPLE_SECONDS);
    private final RecentRequests destination = new RecentRequests(SAMPLE_SECONDS);
    private final List<KayentaMetric> metrics;
    private int stage;
    private Policy.End end = Policy.End.NOT_YET;

    KayentaRun() {
        // The judge adds noise to samples that do not vary; the same seed in every run makes runs repeatable.
        Random noise = new Random(1);
        metrics = List.of(
                new KayentaMetric(Measured::failurePercent, noise),
                new KayentaMetric(Measured::slowestHundredthMilliseconds, noise));
    }

    @Override
    public Policy.Standing look(int seconds, Tick seen) {
        source.add(seen == null ? null : seen.source());
        destination.add(seen == null ? null : seen.destination());
        if (end == Policy.End.NOT_YET && seconds > 0) {
            advance(seconds);
        }
        return new Policy.Standing(end == Policy.End.ROLLED_BACK ? 0 : STAGES[stage], end);
    }

    private void advance(int seconds) {
        if (seconds % SAMPLE_SECONDS == 0) {
            Measured control = source.over(SAMPLE_SECONDS);
            Measured experiment = destination.over(SAMPLE_SECONDS);
            metrics.forEach(metric -> metric.sample(control, experiment));
        }
        if (seconds % JUDGEMENT_SECONDS == 0 && score() < PASS_SCORE) {
            end = Policy.End.ROLLED_BACK;
        } else if (seconds % STAGE_SECONDS == 0) {
            metrics.forEach(KayentaMetric::begin);
            stage++;
            end = stage == STAGES.length - 1 ? Policy.End.COMPLETED : Policy.End.NOT_YET;
        }
    }

    private double score() {
        Stream<KayentaLabel> labels = metrics.stream().map(KayentaMetric::label);
        return KayentaLabel.score(labels.toList());
    }
}
