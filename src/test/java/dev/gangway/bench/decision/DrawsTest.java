package dev.gangway.bench.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DrawsTest {
    private static final int MANY = 200_000;

    private final Draws draws = new Draws(new TickRandom(7));

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 1, 29.9, 30, 500, 50_000})
    void shouldDrawPoissonCountsWithTheirMeanAndVariance(double mean) {
        assertMoments(() -> draws.poisson(mean), mean, mean);
    }

    @ParameterizedTest
    @CsvSource({"1, 0.3", "10, 0.001", "100, 0.5", "100, 0.97", "3000, 0.001", "50000, 0.2", "50000, 0.9995"})
    void shouldDrawBinomialCountsWithTheirMeanAndVariance(int trials, double probability) {
        double mean = trials * probability;
        assertMoments(() -> draws.binomial(trials, probability), mean, mean * (1 - probability));
    }

    @Test
    void shouldHitTheFarTailOfABinomialAsOftenAsItShould() {
        // P(X >= 65) of 10,000 at 0.4 % (mean 40) is 1.7e-4, where a symmetrical approximation would give 5e-5.
        long far = IntStream.range(0, 5 * MANY)
                .filter(i -> draws.binomial(10_000, 0.004) >= 65)
                .count();

        assertThat(far / (5.0 * MANY)).isBetween(1.3e-4, 2.1e-4);
    }

    @Test
    void shouldStayWithinTheTrials() {
        assertThat(draws.binomial(0, 0.5)).isZero();
        assertThat(draws.binomial(5, 0)).isZero();
        assertThat(draws.binomial(5, 1)).isEqualTo(5);
        assertThat(draws.poisson(0)).isZero();
    }

    @Test
    void shouldSpreadAllOfThemByTheShares() {
        int[] spread = draws.multinomial(1_000_000, new double[] {0.2, 0, 0.5, 0.3});

        assertThat(Arrays.stream(spread).sum()).isEqualTo(1_000_000);
        assertThat(spread[0] / 1e6).isCloseTo(0.2, within(0.002));
        assertThat(spread[1]).isZero();
        assertThat(spread[2] / 1e6).isCloseTo(0.5, within(0.002));
    }

    /** Five standard errors: the seed is fixed, so it either holds or it doesn't. */
    private static void assertMoments(IntSupplier draw, double mean, double variance) {
        double[] drawn =
                IntStream.range(0, MANY).mapToDouble(i -> draw.getAsInt()).toArray();
        double found = Arrays.stream(drawn).average().orElseThrow();
        double spread = Arrays.stream(drawn).map(x -> (x - found) * (x - found)).sum() / MANY;

        assertThat(found).isCloseTo(mean, within(5 * Math.sqrt(variance / MANY)));
        assertThat(spread).isCloseTo(variance, within(variance * 0.02 + 5 * Math.sqrt(variance / MANY)));
    }
}
