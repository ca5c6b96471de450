package dev.gangway.domain.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormTest {
    private static final long SEED = Long.getLong("gangway.norm.seed", 20250115L);
    private static final Tally CALM = new Tally(1, 1000);

    @Test
    void shouldBeTheShareOfBadRequestsWithItsStandardError() {
        Norm norm = Norm.of(Collections.nCopies(100, CALM), 10);

        assertThat(norm.ratio()).isCloseTo((100 + 0.5) / (100_000 + 50), within(1e-12));
        assertThat(norm.error()).isCloseTo(Math.sqrt(norm.ratio() / 100_000 + 0.25 / 1e10), within(1e-12)); // φ = 1
        assertThat(norm.dispersion()).isEqualTo(Dispersion.NONE);
        assertThat(norm.longestBurstSeconds()).isZero();
        assertThat(norm.worstBurst()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.01", // 0.5 of 50
        "10, 0.00833",
        "50, 0.005",
        "1000, 0.000476",
    })
    void shouldTakeAServiceOfFewRequestsForNoBetterThanIsKnown(int requests, double ratio) {
        assertThat(Norm.of(List.of(new Tally(0, requests)), 10).ratio()).isCloseTo(ratio, within(1e-5));
    }

    @Test
    void shouldNotBeSureOfAnythingWithoutAPast() {
        Norm norm = Norm.of(List.of(), 10);

        assertThat(norm.ratio()).isEqualTo(0.01);
        assertThat(norm.error()).isCloseTo(Math.sqrt(0.01 + 0.25), within(1e-12));
    }

    @Test
    void shouldLeaveBurstsOutOfTheShareAndKnowHowLongTheLongestWas() {
        List<Tally> ticks = calm(100);
        ticks.set(20, new Tally(100, 1000));
        ticks.set(50, new Tally(80, 1000));
        ticks.set(51, new Tally(200, 1000));
        ticks.set(52, new Tally(90, 1000));
        Norm norm = Norm.of(ticks, 10);

        assertThat(norm.ratio()).isCloseTo((96 + 0.5) / (96_000 + 50), within(1e-12));
        assertThat(norm.longestBurstSeconds()).isEqualTo(30);
        assertThat(norm.worstBurst()).isEqualTo(0.2);
    }

    @Test
    void shouldNotExcuseTheDestinationByAnIncidentOfThePast() {
        List<Tally> ticks = calm(360);
        for (int n = 100; n < 160; n++) {
            ticks.set(n, new Tally(300, 1000));
        }
        Norm norm = Norm.of(ticks, 10);

        assertThat(norm.ratio()).isCloseTo(0.001, within(1e-5));
        assertThat(norm.longestBurstSeconds()).isEqualTo(600);
    }

    @Test
    void shouldFindSmallBurstsThatALargeOneHidAtFirst() {
        List<Tally> ticks = calm(360);
        ticks.set(10, new Tally(900, 1000));
        ticks.set(200, new Tally(20, 1000));
        Norm norm = Norm.of(ticks, 10);

        assertThat(norm.ratio()).isCloseTo((358 + 0.5) / (358_000 + 50), within(1e-12));
        assertThat(norm.worstBurst()).isEqualTo(0.9);
    }

    @ParameterizedTest
    @CsvSource({
        "1000, 10, false", // 9 above the expected 1, and 6 √1 + 3 = 9 is common
        "1000, 11, true",
        "0, 0, false",
        "1, 1, false", // one failure is no burst, however little was expected
        "10, 3, false",
        "10, 4, true", // 6 √0.01 + 3 = 3.6
    })
    void shouldTakeForABurstWhatNothingElseExplains(int requests, int bad, boolean burst) {
        Norm norm = new Norm(0.001, 0.0001, Dispersion.NONE, 0, 0);

        assertThat(norm.isBurst(new Tally(bad, requests))).isEqualTo(burst);
    }

    @Test
    void shouldTakeLessForABurstWhereTheShareVariesByItself() {
        Norm varied = new Norm(0.001, 0.0001, new Dispersion(3, 0, 0, 0), 0, 0);

        // φ = 1 + 3 · 1, so 6 √4 + 3 = 15 above the expected 1
        assertThat(varied.isBurst(new Tally(16, 1000))).isFalse();
        assertThat(varied.isBurst(new Tally(17, 1000))).isTrue();
    }

    @Test
    void shouldFindNoBurstInChanceAlone() {
        Random random = new Random(SEED);
        for (int run = 0; run < 100; run++) {
            List<Tally> ticks = new ArrayList<>();
            for (int n = 0; n < 360; n++) {
                ticks.add(new Tally(Samples.binomial(random, 1000, 0.01), 1000));
            }
            Norm norm = Norm.of(ticks, 10);

            assertThat(norm.longestBurstSeconds())
                    .as("run %d, seed %d", run, SEED)
                    .isZero();
            assertThat(norm.ratio()).as("run %d, seed %d", run, SEED).isCloseTo(0.01, within(0.001));
        }
    }

    @Test
    void shouldRefuseWhatIsNoShare() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Norm(1.1, 0, Dispersion.NONE, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Norm(Double.NaN, 0, Dispersion.NONE, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Norm(0, -1, Dispersion.NONE, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Norm(0, 0, Dispersion.NONE, -1, 0));
    }

    private static List<Tally> calm(int ticks) {
        return new ArrayList<>(Collections.nCopies(ticks, CALM));
    }
}
