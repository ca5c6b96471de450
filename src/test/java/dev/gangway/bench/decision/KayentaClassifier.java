package dev.gangway.bench.decision;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;

/**
 * Whether a metric is high on the destination: MannWhitneyClassifier.scala with what NetflixACAJudge.scala gives it
 * (tolerance 0.25, confidence 0.98, meanRatio of at least 1) and a direction of "increase".
 */
final class KayentaClassifier {
    private static final double TOLERANCE = 0.25;
    /** The normal quantile of (1 + 0.98) / 2. */
    private static final double QUANTILE = 2.3263478740408408;
    /** How large the noise is beside a value that does not vary. */
    private static final double NOISE = 1e-5;

    private final Random noise;

    KayentaClassifier(Random noise) {
        this.noise = noise;
    }

    KayentaLabel classify(double[] control, double[] experiment) {
        if (control.length == 0 || experiment.length == 0) {
            return KayentaLabel.NODATA;
        }
        if (areEqual(control, experiment) || distinct(control, experiment) == 1) {
            return KayentaLabel.PASS;
        }
        try {
            return distinct(control) == 1 && distinct(experiment) == 1
                    ? compare(withNoise(control), withNoise(experiment))
                    : compare(control, experiment);
        } catch (ArithmeticException allTied) {
            return KayentaLabel.ERROR;
        }
    }

    private static KayentaLabel compare(double[] control, double[] experiment) {
        MannWhitney test = new MannWhitney(experiment, control);
        boolean high = test.shiftAt(QUANTILE) > TOLERANCE * Math.abs(test.estimate());
        return high && isHigherInTheMean(control, experiment) ? KayentaLabel.HIGH : KayentaLabel.PASS;
    }

    /** EffectSizes.scala: where one mean is 0 there is no ratio, and then the size of the effect is not asked for. */
    private static boolean isHigherInTheMean(double[] control, double[] experiment) {
        double controlMean = DoubleStream.of(control).average().orElse(0);
        double experimentMean = DoubleStream.of(experiment).average().orElse(0);
        return controlMean == 0 || experimentMean == 0 || experimentMean / controlMean >= 1;
    }

    private static boolean areEqual(double[] control, double[] experiment) {
        double[] left = control.clone();
        double[] right = experiment.clone();
        Arrays.sort(left);
        Arrays.sort(right);
        return Arrays.equals(left, right);
    }

    private static long distinct(double[]... samples) {
        return Arrays.stream(samples)
                .flatMapToDouble(DoubleStream::of)
                .distinct()
                .count();
    }

    private double[] withNoise(double[] samples) {
        return DoubleStream.of(samples)
                .map(sample -> sample + noise.nextGaussian() * samples[0] * NOISE)
                .toArray();
    }
}
