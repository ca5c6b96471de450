package dev.gangway.domain.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionTest {
    private static final double TWO_SIDED_95 = 1.959964;

    /** R. G. Newcombe, Statistics in Medicine 17 (1998), table I, method 3: the score interval without correction. */
    @ParameterizedTest
    @CsvSource({"81, 263, 0.2553", "15, 148, 0.0624", "0, 20, 0.0000", "1, 29, 0.0061"})
    void shouldAgreeWithPublishedIntervals(long hits, long trials, double lower) {
        assertThat(new Proportion(hits, trials).lowerBound(TWO_SIDED_95)).isCloseTo(lower, within(0.00005));
    }

    @Test
    void shouldBoundTenOfAHundredAtThreeDeviations() {
        // c = 0.1, z²/n = 9/100 = 0.09
        // spread = 3 √(0.1·0.9/100 + 0.09/400) = 3 √0.001125 = 0.100623
        // (0.1 + 0.045 - 0.100623) / 1.09 = 0.040713
        assertThat(new Proportion(10, 100).lowerBound(3)).isCloseTo(0.040713, within(0.000001));
    }

    @Test
    void shouldNotTakeTenOfTenForCertain() {
        // c = 1: the bound is 1 / (1 + z²/n) = 1 / 1.9
        assertThat(new Proportion(10, 10).lowerBound(3)).isCloseTo(1 / 1.9, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0, 50", "0, 1000000000000"})
    void shouldBoundNoHitsByNothing(long hits, long trials) {
        assertThat(new Proportion(hits, trials).lowerBound(3)).isBetween(0.0, 1e-15);
    }

    @Test
    void shouldSayNothingWithoutTrials() {
        assertThat(new Proportion(0, 0).ratio()).isZero();
        assertThat(new Proportion(0, 0).lowerBound(3)).isZero();
    }

    @Test
    void shouldBeTheRatioItselfWithoutDeviations() {
        assertThat(new Proportion(3, 8).lowerBound(0)).isEqualTo(0.375);
        assertThat(new Proportion(3, 8).upperBound(0)).isEqualTo(0.375);
    }

    /** The same table's upper ends. */
    @ParameterizedTest
    @CsvSource({"81, 263, 0.3662", "15, 148, 0.1605", "0, 20, 0.1611", "1, 29, 0.1718"})
    void shouldAgreeWithPublishedIntervalsFromAboveToo(long hits, long trials, double upper) {
        assertThat(new Proportion(hits, trials).upperBound(TWO_SIDED_95)).isCloseTo(upper, within(0.00005));
    }

    @Test
    void shouldNotTakeNoneOfNinetyOneForNever() {
        // c = 0: the bound is z²/n / (1 + z²/n) = 9 / (91 + 9)
        assertThat(new Proportion(0, 91).upperBound(3)).isCloseTo(0.09, within(1e-12));
    }

    @Test
    void shouldHoldEverythingForPossibleWithoutTrials() {
        assertThat(new Proportion(0, 0).upperBound(3)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"0, 10", "3, 10", "10, 10", "1, 1000000"})
    void shouldHaveTheRatioBetweenItsBounds(long hits, long trials) {
        Proportion proportion = new Proportion(hits, trials);

        assertThat(proportion.ratio()).isBetween(proportion.lowerBound(3) - 1e-15, proportion.upperBound(3));
        assertThat(proportion.upperBound(3)).isBetween(0.0, 1.0);
    }

    @Test
    void shouldAddUp() {
        assertThat(new Proportion(1, 10).plus(new Proportion(2, 3))).isEqualTo(new Proportion(3, 13));
    }

    @Test
    void shouldComeCloserToTheRatioWithMoreTrials() {
        double few = new Proportion(10, 100).lowerBound(3);
        double more = new Proportion(100, 1_000).lowerBound(3);
        double many = new Proportion(100_000_000, 1_000_000_000).lowerBound(3);

        assertThat(few).isLessThan(more);
        assertThat(many).isGreaterThan(more).isCloseTo(0.1, within(0.0001));
    }

    @ParameterizedTest
    @CsvSource({"-1, 10", "11, 10", "1, 0", "0, -1"})
    void shouldRefuseWhatIsNoProportion(long hits, long trials) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Proportion(hits, trials))
                .withMessage(hits + " hits of " + trials + " trials");
    }
}
