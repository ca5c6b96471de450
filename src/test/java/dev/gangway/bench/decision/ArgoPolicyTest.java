package dev.gangway.bench.decision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ArgoPolicyTest {
    private final Policy policy = new ArgoPolicy();

    @Test
    void shouldPauseFiveMinutesAtEachWeight() {
        var shift = new HandMadeShift(policy, second -> HandMadeShift.good());

        assertThat(shift.weightAt(0)).isEqualTo(0.2);
        assertThat(shift.weightAt(295)).isEqualTo(0.2);
        assertThat(shift.weightAt(300)).isEqualTo(0.4);
        assertThat(shift.weightAt(600)).isEqualTo(0.6);
        assertThat(shift.weightAt(900)).isEqualTo(0.8);
        assertThat(shift.weightAt(1200)).isEqualTo(1);
        assertThat(shift.end()).isEqualTo(Policy.End.COMPLETED);
        assertThat(shift.endedAt()).isEqualTo(1200);
    }

    @Test
    void shouldAbortAtTheFourthFailure() {
        var shift = new HandMadeShift(policy, second -> HandMadeShift.failing(100));

        assertThat(shift.weightAt(235)).isEqualTo(0.2);
        assertThat(shift.weightAt(240)).isZero();
        assertThat(shift.end()).isEqualTo(Policy.End.ROLLED_BACK);
        assertThat(shift.endedAt()).isEqualTo(240);
    }

    @Test
    void shouldTolerateThreeFailures() {
        var shift = new HandMadeShift(policy, second -> HandMadeShift.failing(second < 175 ? 100 : 0));

        // 60, 120 and 180 s fail; at 240 s the bad tick that began at 170 s is out of sight.
        assertThat(shift.end()).isEqualTo(Policy.End.COMPLETED);
    }

    @Test
    void shouldNeverForgetAFailure() {
        // A bad tick before the measurements at 60, 300, 600 and 900 s, and good ones between.
        var shift = new HandMadeShift(
                policy,
                second -> HandMadeShift.failing(
                        second == 50 || second == 290 || second == 590 || second == 890 ? 50 : 0));

        assertThat(shift.end()).isEqualTo(Policy.End.ROLLED_BACK);
        assertThat(shift.endedAt()).isEqualTo(900);
    }

    @Test
    void shouldCountTheFailuresOfEachMetricApart() {
        // Three failures of success, then three of the duration.
        var shift = new HandMadeShift(
                policy,
                second -> second < 175
                        ? HandMadeShift.failing(100)
                        : second < 355 ? HandMadeShift.slow(0, 100) : HandMadeShift.good());

        assertThat(shift.end()).isEqualTo(Policy.End.COMPLETED);
    }

    @Test
    void shouldTakeNoRequestsForAFailure() {
        assertThat(new HandMadeShift(policy, second -> HandMadeShift.none()).endedAt())
                .isEqualTo(240);
    }

    @Test
    void shouldAbortAtTheFifthErrorInARow() {
        // No metrics at all: errors at 60, 70, 80, 90 and 100 s.
        var shift = new HandMadeShift(policy, second -> null);

        assertThat(shift.end()).isEqualTo(Policy.End.ROLLED_BACK);
        assertThat(shift.endedAt()).isEqualTo(100);
    }

    @Test
    void shouldForgetErrorsOnceSomethingIsMeasured() {
        // Errors at 60, 70, 80 and 90 s; at 100 s the tick that began at 90 s is seen.
        var shift = new HandMadeShift(policy, second -> second < 90 ? null : HandMadeShift.good());

        assertThat(shift.end()).isEqualTo(Policy.End.COMPLETED);
    }

    @Test
    void shouldNotSeeWhatGoesWrongAfterTheLastPause() {
        var shift = new HandMadeShift(policy, second -> HandMadeShift.failing(second < 1200 ? 0 : 100));

        assertThat(shift.end()).isEqualTo(Policy.End.COMPLETED);
        assertThat(shift.weightAt(3600)).isEqualTo(1);
    }
}
