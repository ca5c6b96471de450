package dev.gangway.domain.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a limit of 1 % the bets are 1.4 and 3 % (times), 3, 11 and 41 % (plus) and 95 %. */
class HarmEvidenceTest {
    private static final double[] BETS = {.014, .03, .03, .11, .41, .95};
    private static final double LIMIT = 0.01;
    private static final double UNLIMITED = 700;
    private static final double EVERYTHING = 1;

    @Test
    void shouldBeginAtEvenOdds() {
        assertThat(HarmEvidence.NONE.total()).isEqualTo(1);
        assertThat(HarmEvidence.NONE.staked()).isZero();
    }

    @Test
    void shouldGrowByTheLikelihoodOfEachHarmOverThatOfTheLimit() {
        HarmEvidence seen = HarmEvidence.NONE.after(new Tally(2, 100), LIMIT, 1, UNLIMITED, EVERYTHING);

        // 2 ln(1.4) + 98 ln(0.986/0.99) = 0.2762, 2 ln(3) + 98 ln(0.97/0.99) = 0.1972, and so on
        double[] gains = {0.2762, 0.1972, 0.1972, -5.6396, -43.2959, -283.4891};
        for (int j = 0; j < BETS.length; j++) {
            assertThat(seen.odds().get(j).doubleValue())
                    .as("bet on %s", BETS[j])
                    .isCloseTo(Math.exp(gains[j]), within(2e-4));
        }
    }

    @Test
    void shouldDivideEveryGainByTheDispersion() {
        HarmEvidence seen = HarmEvidence.NONE.after(new Tally(2, 100), LIMIT, 4, UNLIMITED, EVERYTHING);

        assertThat(seen.odds().get(0).doubleValue()).isCloseTo(Math.exp(0.276182798 / 4), within(1e-6));
    }

    @Test
    void shouldTellTheGainOfTheBetThatATickSpeaksForMost() {
        // 2 ln(1.4) + 98 ln(0.986/0.99)
        assertThat(HarmEvidence.bestGain(new Tally(2, 100), LIMIT, 1)).isCloseTo(0.276183, within(1e-6));
        // all of 10 failed: 10 ln(95)
        assertThat(HarmEvidence.bestGain(new Tally(10, 10), LIMIT, 1)).isCloseTo(10 * Math.log(95), within(1e-9));
    }

    @Test
    void shouldCountNoMoreBadOnesForAHarmThanThatHarmWouldCommonlyShow() {
        HarmEvidence seen = HarmEvidence.NONE.after(new Tally(100, 100), LIMIT, 1, UNLIMITED, EVERYTHING);

        // for the bet on 1.4 %: 1.4 expected, so at most 1.4 + 3 √1.4 + 1 = 5.950 count
        double most = 1.4 + 3 * Math.sqrt(1.4) + 1;
        double gain = most * Math.log(1.4) + (100 - most) * Math.log(0.986 / 0.99);
        assertThat(seen.odds().get(0).doubleValue()).isCloseTo(Math.exp(gain), within(1e-5));
    }

    @Test
    void shouldLeaveTheOddsAsTheyAreWithoutARequest() {
        HarmEvidence seen = HarmEvidence.NONE.after(new Tally(2, 100), LIMIT, 1, UNLIMITED, 0.5);

        assertThat(seen.after(Tally.NONE, LIMIT, 1, UNLIMITED, 0.5)).isEqualTo(seen);
    }

    @Test
    void shouldFallBelowEvenOddsForADestinationThatIsAsGoodAsItsLimit() {
        HarmEvidence seen = HarmEvidence.NONE.after(new Tally(0, 1000), LIMIT, 1, UNLIMITED, EVERYTHING);

        assertThat(seen.total()).isBetween(0.0, 0.1);
    }

    @Test
    void shouldRaiseTheOddsInOneTickByNoMoreThanItMay() {
        double most = Math.log(100);
        HarmEvidence one = HarmEvidence.NONE.after(new Tally(100, 100), LIMIT, 1, most, EVERYTHING);

        assertThat(Collections.max(one.odds()).doubleValue()).isCloseTo(100, within(1e-4));
        assertThat(one.total()).isLessThanOrEqualTo(100.001);
    }

    @Test
    void shouldNotLimitHowMuchATickMaySpeakAgainstHarm() {
        HarmEvidence good = HarmEvidence.NONE.after(new Tally(0, 10_000), LIMIT, 1, 0.1, EVERYTHING);

        // 10,000 ln(0.986/0.99) = -40.5
        assertThat(good.odds().get(0).doubleValue()).isLessThan(1e-17);
    }

    @Test
    void shouldStakeOnlyWhatIsLeft() {
        HarmEvidence once = HarmEvidence.NONE.after(new Tally(0, 1), LIMIT, 1, UNLIMITED, 0.75);
        HarmEvidence twice = once.after(new Tally(0, 1), LIMIT, 1, UNLIMITED, 0.75);

        assertThat(once.staked()).isEqualTo(0.75f);
        assertThat(twice.staked()).isEqualTo(1);
    }

    @Test
    void shouldGoOnStakingALittleWhenAllIsStakedSoThatHarmThatBeginsLateIsFound() {
        HarmEvidence spent = HarmEvidence.of(Collections.nCopies(HarmEvidence.BETS, 0f), 1);
        HarmEvidence late = spent.after(new Tally(0, 1), LIMIT, 1, UNLIMITED, 0.002);

        assertThat(late.staked()).isEqualTo(1);
        // 0.0002 · 0.986/0.99
        assertThat(late.odds().get(0).doubleValue()).isCloseTo(2e-4 * 0.986 / 0.99, within(1e-9));
    }

    @Test
    void shouldTotalTheMeanOfTheBetsAndWhatIsNotStaked() {
        HarmEvidence evidence = HarmEvidence.of(List.of(1f, 2f, 3f, 4f, 6f, 14f), 0.25f);

        assertThat(evidence.total()).isEqualTo(5 + 0.75); // 30/6 + 1 - 0.25
    }

    @Test
    void shouldStayFiniteHoweverLongEverythingFails() {
        HarmEvidence evidence = HarmEvidence.NONE;
        for (int n = 0; n < 1000; n++) {
            evidence = evidence.after(new Tally(1e9, 1e9), LIMIT, 1, UNLIMITED, 0.002);
        }

        assertThat(evidence.total()).isFinite().isGreaterThan(1e10);
        assertThat(evidence.odds()).allSatisfy(odds -> assertThat(odds).isFinite());
    }

    @Test
    void shouldBetOnNinetyFivePerCentAtMostAlsoWhereTheLimitIsHigh() {
        HarmEvidence seen = HarmEvidence.NONE.after(new Tally(10, 10), 0.9, 1, UNLIMITED, EVERYTHING);

        assertThat(seen.odds()).allSatisfy(odds -> assertThat(odds.doubleValue())
                .isBetween(Math.pow(0.92 / 0.9, 10) - 1e-3, Math.pow(0.95 / 0.9, 10) + 1e-3));
    }

    @Test
    void shouldBeReadBackAsItWasWritten() {
        HarmEvidence evidence = HarmEvidence.NONE;
        for (int n = 1; n < 50; n++) {
            evidence = evidence.after(new Tally(n % 3, 100 + n), LIMIT, 1.7, 6, 0.002);
            List<Float> written = Arrays.stream(evidence.odds()
                            .toString()
                            .replaceAll("[\\[\\] ]", "")
                            .split(",", -1))
                    .map(Float::valueOf)
                    .toList();

            assertThat(HarmEvidence.of(written, Float.parseFloat(Float.toString(evidence.staked()))))
                    .isEqualTo(evidence)
                    .hasSameHashCodeAs(evidence);
        }
    }

    @Test
    void shouldBeRoundedOnceAndForAll() {
        HarmEvidence edge = HarmEvidence.of(List.of(Math.nextUp(2e-6f), 1e-9f, 0f, 1.23456f, 123456.7f, 1f), 0.123456f);

        assertThat(edge.rounded().odds()).containsExactly(0f, 0f, 0f, 1.23f, 123000f, 1f);
        assertThat(edge.rounded().staked()).isEqualTo(0.1235f);
        assertThat(edge.rounded().rounded()).isEqualTo(edge.rounded());
    }

    @Test
    void shouldDifferByItsOddsAndByWhatIsStaked() {
        assertThat(Samples.harm(2)).isNotEqualTo(Samples.harm(3)).isNotEqualTo(HarmEvidence.NONE);
        assertThat(HarmEvidence.of(Samples.harm(2).odds(), 0.5f)).isNotEqualTo(Samples.harm(2));
        assertThat(Samples.harm(2)).hasToString("2.00:1");
    }

    @ParameterizedTest
    @CsvSource({"6, -0.1, 1", "6, 1.1, 1", "6, NaN, 1", "5, 0, 1", "7, 0, 1", "6, 0, -1", "6, 0, NaN", "6, 0, Infinity"
    })
    void shouldRefuseWhatIsNoEvidence(int bets, float staked, float odds) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HarmEvidence.of(Collections.nCopies(bets, odds), staked))
                .withMessageStartingWith("evidence of harm [");
    }
}
