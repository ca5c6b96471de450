package dev.gangway.bench.decision;

import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** One metric's samples of both sides. A sample that is not a number is left out (nanStrategy remove). */
final class KayentaMetric {
    private final ToDoubleFunction<Measured> query;
    private final KayentaClassifier classifier;
    private double[] control = {};
    private double[] experiment = {};

    KayentaMetric(ToDoubleFunction<Measured> query, Random noise) {
        this.query = query;
        classifier = new KayentaClassifier(noise);
    }

    /** Begins another analysis, without samples. */
    void begin() {
        control = new double[0];
        experiment = new double[0];
    }

    void sample(Measured source, Measured destination) {
        control = with(control, query.applyAsDouble(source));
        experiment = with(experiment, query.applyAsDouble(destination));
    }

    private static double[] with(double[] samples, double sample) {
        return Double.isNaN(sample)
                ? samples
                : DoubleStream.concat(DoubleStream.of(samples), DoubleStream.of(sample))
                        .toArray();
    }

    KayentaLabel label() {
        return classifier.classify(control, experiment);
    }
}
