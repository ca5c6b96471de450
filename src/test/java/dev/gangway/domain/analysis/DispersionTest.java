package dev.gangway.domain.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DispersionTest {
    private static final long SEED = Long.getLong("gangway.dispersion.seed", 20250115L);
    private static final double RATIO = 0.01;

    @Test
    void shouldBeHowMuchMoreTheCountsVaryThanChanceOverTheirMean() {
        // 100 ticks with 20 and 0 bad ones in turn, 10 expected
        Dispersion dispersion = Dispersion.of(ticks(100, n -> n % 2 == 0 ? 20 : 0), RATIO);

        // each (20 - 10)²/10 = 10: ((100 · 10 + 4)/(100 + 4) - 1)/10
        assertThat(dispersion.tick()).isCloseTo((1004.0 / 104 - 1) / 10, within(1e-12));
        // 33 blocks of 40 or 20, 30 expected: each 100/30; ((110 + 4)/(33 + 4) - 1)/30
        assertThat(dispersion.halfMinute()).isCloseTo((114.0 / 37 - 1) / 30, within(1e-12));
        // blocks of an even number of ticks are all the same
        assertThat(dispersion.minute()).isZero();
        assertThat(dispersion.fiveMinutes()).isZero();
    }

    @Test
    void shouldNotBeSureOfItOnAShortPast() {
        Dispersion dispersion = Dispersion.of(ticks(2, n -> n % 2 == 0 ? 20 : 0), RATIO);

        assertThat(dispersion.tick()).isCloseTo((24.0 / 6 - 1) / 10, within(1e-12)); // and not (10 - 1)/10
    }

    @Test
    void shouldBeNothingWithoutAPast() {
        assertThat(Dispersion.of(List.of(), RATIO)).isEqualTo(Dispersion.NONE);
        assertThat(Dispersion.of(List.of(Tally.NONE, Tally.NONE), RATIO)).isEqualTo(Dispersion.NONE);
    }

    @Test
    void shouldBeNearlyNothingForChanceAlone() {
        Random random = new Random(SEED);
        double sum = 0;
        for (int run = 0; run < 100; run++) {
            Dispersion dispersion = Dispersion.of(ticks(360, n -> Samples.binomial(random, 1000, RATIO)), RATIO);
            sum += dispersion.factor(10, 1);
        }

        assertThat(sum / 100).as("seed %d", SEED).isBetween(1.0, 1.15);
    }

    @Test
    void shouldFindByHowMuchTheShareItselfVaries() {
        Random random = new Random(SEED);
        double sum = 0;
        for (int run = 0; run < 100; run++) {
            // the share is half or one and a half times as high, anew in each tick: a variation of 0.5² = 0.25
            Dispersion dispersion = Dispersion.of(
                    ticks(360, n -> Samples.binomial(random, 1000, RATIO * (random.nextBoolean() ? 0.5 : 1.5))), RATIO);
            sum += dispersion.tick();
        }

        assertThat(sum / 100).as("seed %d", SEED).isCloseTo(0.25, within(0.03));
    }

    @ParameterizedTest
    @CsvSource({
        "10, 1, 2", // 1 + 0.1 · 10
        "10, 2, 3", // noise that lasts adds up over the ticks
        "10, 3, 4",
        "10, 4, 5",
        "10, 6, 7",
        "10, 30, 31",
        "10, 100, 31", // but no longer than it lasts
        "0, 30, 1", // where nothing is expected there is nothing to vary
        "1000, 30, 60", // and no more than 60
    })
    void shouldCountForMoreTheMoreIsExpectedAndTheLongerItLasts(double expected, int ticks, double factor) {
        assertThat(new Dispersion(.1, .1, .1, .1).factor(expected, ticks)).isCloseTo(factor, within(1e-9));
    }

    @Test
    void shouldNotAddUpNoiseThatDoesNotLast() {
        assertThat(new Dispersion(.4, .1, .02, 0).factor(10, 30)).isCloseTo(1 + 0.4 * 10, within(1e-9));
    }

    @Test
    void shouldNeverBeNegative() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Dispersion(-1, 0, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Dispersion(0, 0, 0, Double.NaN));
    }

    private static List<Tally> ticks(int count, IntToDoubleFunction bad) {
        List<Tally> ticks = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            ticks.add(new Tally(bad.applyAsDouble(n), 1000));
        }
        return ticks;
    }
}
