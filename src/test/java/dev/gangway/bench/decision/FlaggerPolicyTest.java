package dev.gangway.bench.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class FlaggerPolicyTest {
    private final Policy everyMinute = FlaggerPolicy.everyMinute();
    private final Policy everyFifteenSeconds = FlaggerPolicy.everyFifteenSeconds();

    @Test
    void shouldRaiseTheWeightFromTheFirstTickOnAndPromoteAtTheLargestWeight() {
        var shift = new HandMadeShift(everyMinute, second -> HandMadeShift.good());

        assertThat(shift.weightAt(0)).isEqualTo(0.1);
        assertThat(shift.weightAt(55)).isEqualTo(0.1);
        assertThat(shift.weightAt(60)).isEqualTo(0.2);
        assertThat(shift.weightAt(240)).isEqualTo(0.5);
        assertThat(shift.weightAt(355)).isEqualTo(0.5);
        assertThat(shift.weightAt(360)).isEqualTo(1);
        assertThat(shift.end()).isEqualTo(Policy.End.COMPLETED);
        assertThat(shift.endedAt()).isEqualTo(420);
    }

    @Test
    void shouldTakeThreeMinutesWithTheIntervalOfTheExample() {
        var shift = new HandMadeShift(everyFifteenSeconds, second -> HandMadeShift.good());

        assertThat(shift.weightAt(0)).isEqualTo(0.05);
        assertThat(shift.weightAt(135)).isEqualTo(0.5);
        assertThat(shift.weightAt(165)).isEqualTo(1);
        assertThat(shift.endedAt()).isEqualTo(180);
    }

    @Test
    void shouldGoBackOneIntervalAfterTheCheckThatReachesTheThreshold() {
        // Checks fail at 60, 120, 180, 240 and 300 s; the threshold is looked at next at 360 s.
        var shift = new HandMadeShift(everyMinute, second -> HandMadeShift.failing(100));

        assertThat(shift.weightAt(355)).isEqualTo(0.1);
        assertThat(shift.weightAt(360)).isZero();
        assertThat(shift.end()).isEqualTo(Policy.End.ROLLED_BACK);
        assertThat(shift.endedAt()).isEqualTo(360);
    }

    @Test
    void shouldGoBackAtTheEleventhIntervalOfTheExample() {
        var shift = new HandMadeShift(everyFifteenSeconds, second -> HandMadeShift.failing(100));

        assertThat(shift.weightAt(160)).isEqualTo(0.05);
        assertThat(shift.endedAt()).isEqualTo(165);
    }

    @Test
    void shouldNeverForgetAFailedCheck() {
        // One bad tick before every other check: 60 fails, 120 passes, 180 fails, ..., 540 is the fifth to fail.
        Set<Integer> bad = Set.of(50, 170, 290, 410, 530);
        var shift = new HandMadeShift(everyMinute, second -> HandMadeShift.failing(bad.contains(second) ? 50 : 0));

        assertThat(shift.weightAt(60)).isEqualTo(0.1);
        assertThat(shift.weightAt(120)).isEqualTo(0.2);
        assertThat(shift.weightAt(180)).isEqualTo(0.2);
        assertThat(shift.weightAt(540)).isEqualTo(0.5);
        assertThat(shift.end()).isEqualTo(Policy.End.ROLLED_BACK);
        assertThat(shift.endedAt()).isEqualTo(600);
    }

    @Test
    void shouldTakeNoTrafficForAFailedCheck() {
        assertThat(new HandMadeShift(everyMinute, second -> HandMadeShift.none()).endedAt())
                .isEqualTo(360);
    }

    @Test
    void shouldTakeNoMetricsForAFailedCheck() {
        assertThat(new HandMadeShift(everyMinute, second -> null).endedAt()).isEqualTo(360);
    }

    @Test
    void shouldAcceptExactlyNinetyNinePercent() {
        assertThat(new HandMadeShift(everyMinute, second -> HandMadeShift.failing(1)).end())
                .isEqualTo(Policy.End.COMPLETED);
        assertThat(new HandMadeShift(everyMinute, second -> HandMadeShift.failing(2)).end())
                .isEqualTo(Policy.End.ROLLED_BACK);
    }

    @Test
    void shouldCutTheDurationToWholeMilliseconds() {
        // The p99 is request 54,846 of 55,400: the first of 555 slow ones (500.9 ms), or the second of 556 (501.8 ms).
        assertThat(new HandMadeShift(everyMinute, second -> HandMadeShift.slow(54_845, 555)).end())
                .isEqualTo(Policy.End.COMPLETED);
        assertThat(new HandMadeShift(everyMinute, second -> HandMadeShift.slow(54_844, 556)).end())
                .isEqualTo(Policy.End.ROLLED_BACK);
    }

    @Test
    void shouldNotLookAtMetricsWhilePromoting() {
        var shift = new HandMadeShift(everyMinute, second -> HandMadeShift.failing(second < 295 ? 0 : 100));

        assertThat(shift.end()).isEqualTo(Policy.End.COMPLETED);
        assertThat(shift.endedAt()).isEqualTo(420);
    }

    @Test
    void shouldReadDurationsOverAShorterWindowThanSuccess() {
        // At 60 s only the success rate still sees the tick that began at 15 s.
        var slow = new HandMadeShift(
                everyFifteenSeconds, second -> second == 15 ? HandMadeShift.slow(0, 100) : HandMadeShift.good());
        var failing = new HandMadeShift(everyFifteenSeconds, second -> HandMadeShift.failing(second == 15 ? 100 : 0));

        assertThat(slow.weightAt(60)).isGreaterThan(slow.weightAt(45));
        assertThat(failing.weightAt(60)).isEqualTo(failing.weightAt(45));
    }
}
