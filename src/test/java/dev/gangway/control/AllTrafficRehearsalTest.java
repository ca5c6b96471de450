package dev.gangway.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.domain.shift.Pacing;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole shifts whose trouble begins when the source has nothing left to compare with. */
class AllTrafficRehearsalTest {
    private static final long SEED = Long.getLong("gangway.rehearsal.seed", 20250115L);

    static LongStream seeds() {
        return LongStream.range(SEED, SEED + 10);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldTakeAControlBeforeItRollsBackFromAllTraffic(long seed) {
        Rehearsed shift = new Rehearsed(seed, 500)
                .destinationFails((at, weight) -> at >= 500 ? 0.1 : 0.001)
                .go(900);

        assertThat(shift.rolledBack()).as("seed %d", seed).isTrue();
        assertThat(shift.weights())
                .as("seed %d", seed)
                .containsSubsequence(1000, 500, 0)
                .endsWith(0);
        assertThat(shift.last().seconds()).isLessThanOrEqualTo(550);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldNotRollBackFromAllTrafficForAnIncidentOfBothSides(long seed) {
        Rehearsed shift = new Rehearsed(seed, 500)
                .bothFail((at, weight) -> at >= 500 && at < 560 ? 0.1 : 0.001)
                .go(900);

        assertThat(shift.rolledBack()).as("seed %d: %s", seed, shift.last()).isFalse();
        assertThat(shift.last().after().permille()).as("seed %d", seed).isEqualTo(1000);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldNotRollBackForATotalOutageOfBothSides(long seed) {
        Rehearsed shift = new Rehearsed(seed, 500)
                .bothFail((at, weight) -> at >= 500 && at < 620 ? 1 : 0.001)
                .go(1200);

        assertThat(shift.rolledBack()).as("seed %d: %s", seed, shift.last()).isFalse();
        assertThat(shift.last().after().permille()).as("seed %d", seed).isEqualTo(1000);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldRollBackTheSecondTimeADestinationFailsAtAllTrafficOnly(long seed) {
        Rehearsed shift = new Rehearsed(seed, 100)
                .destinationFails((at, weight) -> weight == 1 ? 0.05 : 0.001)
                .go(1200);

        assertThat(shift.rolledBack()).as("seed %d", seed).isTrue();
        assertThat(shift.weights()).as("seed %d", seed).containsOnlyOnce(0);
        assertThat(shift.weights().stream().filter(weight -> weight == 1000).count())
                .as("seed %d: %s", seed, shift.weights())
                .isLessThanOrEqualTo(3);
        assertThat(shift.last().reason()).contains("the same at 100 % again");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldRollItBackHoweverLongTheClimbTakesAndThoughTheSourceHadBursts(long seed) {
        Pacing slow = new Pacing(
                Duration.ofSeconds(5), Duration.ofMinutes(10), Duration.ofMinutes(30), Duration.ofMinutes(30));
        Rehearsed shift = new Rehearsed(seed, 100)
                .pacing(slow)
                .destinationFails((at, weight) -> weight == 1 ? 0.05 : at >= -1500 && at < -1480 ? 0.1 : 0.001)
                .sourceFails((at, weight) -> at >= -1500 && at < -1480 ? 0.1 : 0.001)
                .go(36_000);

        assertThat(shift.rolledBack()).as("seed %d", seed).isTrue();
        assertThat(shift.weights().stream().filter(weight -> weight == 1000).count())
                .as("seed %d: %s", seed, shift.weights())
                .isLessThanOrEqualTo(4);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldNotExcuseADestinationByWhatOnlyTheSourceSufferedFromBefore(long seed) {
        Rehearsed shift = new Rehearsed(seed, 100)
                .sourceFails((at, weight) -> at >= 60 && at < 400 ? 0.2 : 0.001)
                .destinationFails((at, weight) -> weight == 1 ? 0.15 : 0.001)
                .go(1200);

        assertThat(shift.rolledBack()).as("seed %d", seed).isTrue();
        assertThat(shift.ticks().stream()
                        .filter(tick -> tick.before().permille() == 1000)
                        .count())
                .as("seed %d: ticks at all traffic", seed)
                .isLessThanOrEqualTo(12);
    }
}
