package dev.gangway.control.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinomialTest {
    private static final int DRAWS = 50_000;

    private final Binomial binomial = new Binomial(RandomSource.XO_SHI_RO_256_PP.create(3L));

    @ParameterizedTest
    @CsvSource({"10, 0.3", "10, 0.9", "100, 0.001", "1000, 0.02", "1000, 0.5", "100000, 0.999", "5000000, 0.1"})
    void shouldHaveTheMeanAndTheVarianceOfTheDistribution(long trials, double probability) {
        long[] drawn = LongStream.generate(() -> binomial.draw(trials, probability))
                .limit(DRAWS)
                .toArray();

        double mean = LongStream.of(drawn).average().orElseThrow();
        double variance = LongStream.of(drawn)
                .mapToDouble(count -> (count - mean) * (count - mean))
                .average()
                .orElseThrow();
        double expected = trials * probability * (1 - probability);
        assertThat(mean).isCloseTo(trials * probability, within(4 * Math.sqrt(expected / DRAWS)));
        assertThat(variance).isCloseTo(expected, within(0.05 * expected));
        assertThat(LongStream.of(drawn).allMatch(count -> count >= 0 && count <= trials))
                .isTrue();
    }

    @Test
    void shouldDrawNothingOrEverythingWhereThereIsNoChance() {
        assertThat(binomial.draw(0, 0.5)).isZero();
        assertThat(binomial.draw(9, 0)).isZero();
        assertThat(binomial.draw(9, 1)).isEqualTo(9);
    }
}
