package dev.gangway.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.domain.analysis.Objectives;
import dev.gangway.domain.analysis.Objectives.Pace;
import dev.gangway.domain.analysis.Objectives.RiskLimits;
import dev.gangway.domain.shift.Phase;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole shifts, judged and decided as real ones, in worlds whose counts are drawn from a seed. */
class RehearsalTest {
    private static final long SEED = Long.getLong("gangway.rehearsal.seed", 20250115L);

    static LongStream seeds() {
        return LongStream.range(SEED, SEED + 10);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldRaiseAHealthyServiceStepByStepToAllTraffic(long seed) {
        Rehearsed shift = new Rehearsed(seed, 100).go(300);

        assertThat(shift.last().after().permille()).as("seed %d", seed).isEqualTo(1000);
        assertThat(shift.weights()).isSorted();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldSucceedWhenItWasWatchedForHalfAnHour(long seed) {
        Rehearsed shift = new Rehearsed(seed, 50).go(3600);

        assertThat(shift.last().phase().kind()).as("seed %d", seed).isEqualTo(Phase.Kind.SUCCEEDED);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldBeginAQuietServiceAtAQuarterAndStillComeToAnEnd(long seed) {
        Rehearsed shift = new Rehearsed(seed, 1).go(900);

        assertThat(shift.weights().get(0)).isEqualTo(250);
        assertThat(shift.last().after().permille()).as("seed %d", seed).isEqualTo(1000);
    }

    @ParameterizedTest
    @CsvSource({"1, 60", "10, 60", "100, 40", "1000, 40"})
    void shouldRollABlackholeBackWithinAFewTicks(int perSecond, int seconds) {
        Rehearsed shift = new Rehearsed(SEED, perSecond)
                .destinationFails((at, weight) -> 1)
                .go(300);

        assertThat(shift.rolledBack()).isTrue();
        assertThat(shift.last().seconds()).isLessThanOrEqualTo(seconds);
        assertThat(shift.weights()).hasSize(2).endsWith(0);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldLookCloserAtABurstAndThenGoOn(long seed) {
        Rehearsed shift = new Rehearsed(seed, 500)
                .destinationFails((at, weight) -> at == 150 ? 0.2 : 0.001)
                .go(600);

        assertThat(shift.says("a burst or lasting harm: looking closer at 5 %"))
                .as("seed %d", seed)
                .isTrue();
        assertThat(shift.last().after().permille()).as("seed %d", seed).isEqualTo(1000);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldNotRollBackForBurstsThatTheSourceHadToo(long seed) {
        Rehearsed shift = new Rehearsed(seed, 500)
                .sourceFails((at, weight) -> at < 0 && at % 400 > -30 ? 0.2 : 0.001)
                .destinationFails((at, weight) -> at % 400 < 20 ? 0.2 : 0.001)
                .go(1200);

        assertThat(shift.rolledBack()).as("seed %d: %s", seed, shift.last()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldNeverGoBeyondAWeightAtWhichItLooksWrongAndRollBackInTheEnd(long seed) {
        Rehearsed shift = new Rehearsed(seed, 500)
                .destinationFails((at, weight) -> weight > 0.4 ? 0.1 : 0.001)
                .go(3600);

        assertThat(shift.rolledBack()).as("seed %d", seed).isTrue();
        assertThat(shift.says("a burst or lasting harm: looking closer at 5 %")).isTrue();
        assertThat(shift.weights()).doesNotContain(750);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldGiveASlowDestinationTimeToWarmUpAndThenGoOn(long seed) {
        Rehearsed shift = new Rehearsed(seed, 1000)
                .destinationSlow((at, weight) -> 0.02 + 0.9 * Math.exp(-at / 90.0))
                .go(900);

        assertThat(shift.says("eks1 is given time to warm up, "))
                .as("seed %d", seed)
                .isTrue();
        assertThat(shift.last().after().permille()).as("seed %d", seed).isEqualTo(1000);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldRollBackADestinationThatStaysSlowButNotBeforeItHadTime(long seed) {
        Rehearsed shift =
                new Rehearsed(seed, 300).destinationSlow((at, weight) -> 0.6).go(900);

        assertThat(shift.rolledBack()).as("seed %d", seed).isTrue();
        assertThat(shift.last().reason()).endsWith("; eks1 had time to warm up and did not become faster");
        assertThat(shift.last().seconds()).isGreaterThan(75);
        assertThat(shift.ticks())
                .allSatisfy(tick -> assertThat(tick.before().permille()).isLessThanOrEqualTo(50));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldWaitWhileBothSidesAreWorseAndThenGoOn(long seed) {
        Rehearsed shift = new Rehearsed(seed, 500)
                .bothFail((at, weight) -> at >= 140 && at < 240 ? 0.1 : 0.001)
                .go(600);

        assertThat(shift.ticks())
                .as("seed %d", seed)
                .filteredOn(tick -> tick.seconds() > 160 && tick.seconds() <= 240)
                .allSatisfy(tick -> assertThat(tick.after()).isLessThanOrEqualTo(tick.before()));
        assertThat(shift.last().after().permille()).as("seed %d", seed).isEqualTo(1000);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldTryOutOnceWhetherAStepHurtsBothSidesAndRollBackTheSecondTime(long seed) {
        Rehearsed shift = new Rehearsed(seed, 500)
                .bothFail((at, weight) -> weight >= 0.25 ? 0.04 : 0.001)
                .go(600);

        assertThat(shift.weights()).as("seed %d", seed).containsExactly(1, 5, 20, 50, 100, 250, 100, 250, 0);
        assertThat(shift.last().reason())
                .endsWith("; both clusters became worse at 25 %, recovered below it, and became worse again");
    }

    @Test
    void shouldStayAtTheFirstStepWhereTheRequestsDoNotArrive() {
        Rehearsed shift = new Rehearsed(SEED, 100).arrives((at, weight) -> 0.1).go(600);

        assertThat(shift.weights()).containsExactly(5);
        assertThat(shift.last().reason()).contains(" requests were expected at eks1 by now; waiting until they arrive");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldRollBackWhatLosesRequestsAndNotWhatLosesNoMoreThanEver(long seed) {
        assertThat(new Rehearsed(seed, 100)
                        .lost((at, weight) -> 0.3 * weight)
                        .go(300)
                        .rolledBack())
                .as("seed %d", seed)
                .isTrue();
        assertThat(new Rehearsed(seed, 100).lost((at, weight) -> 0.02).go(900).rolledBack())
                .as("seed %d", seed)
                .isFalse();
    }

    @Test
    void shouldTakeEveryRungAfterItsSoakByTheClock() {
        Objectives byClock = new Objectives(
                Objectives.DEFAULT.errors(),
                Objectives.DEFAULT.latency(),
                new RiskLimits(0.001, 20, 5, Duration.ofMinutes(2), Pace.INTERVAL),
                Objectives.DEFAULT.failures());
        Rehearsed shift = new Rehearsed(SEED, 1000).objectives(byClock).go(400);

        assertThat(shift.weights()).containsExactly(1, 5, 20, 50, 100, 250, 500, 750, 900, 1000);
    }
}
