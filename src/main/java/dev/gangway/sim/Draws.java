package dev.gangway.sim;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.PoissonSampler;
import org.apache.commons.rng.simple.RandomSource;

/** Draws how many requests there are and what becomes of them. The same seed and calls give the same numbers. */
final class Draws {
    private static final double BASE_ERROR_RATIO = 0.001;
    private static final double TOO_RARE = 1e-12;

    private final UniformRandomProvider random;
    private final Map<Double, double[]> latencies = new HashMap<>();

    Draws(long seed) {
        random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
    }

    /** A number of requests, of which so many are expected. */
    int requests(double expected) {
        return expected < TOO_RARE ? 0 : PoissonSampler.of(random, expected).sample();
    }

    /** Requests by how a server answers them and by latency bucket; with what is wrong there. */
    Map<Answer, int[]> served(double expected, Regression regression) {
        double failing = Math.min(1, BASE_ERROR_RATIO + regression.errorRatio());
        Map<Answer, int[]> served = new EnumMap<>(Answer.class);
        served.put(Answer.OK, byLatency(expected * (1 - failing), regression.latencyFactor()));
        served.put(Answer.FAILED, byLatency(expected * failing, regression.latencyFactor()));
        return served;
    }

    private int[] byLatency(double expected, double latencyFactor) {
        double[] shares = latencies.computeIfAbsent(latencyFactor, LatencyModel::shares);
        int[] requests = new int[shares.length];
        Arrays.setAll(requests, bucket -> requests(expected * shares[bucket]));
        return requests;
    }
}
