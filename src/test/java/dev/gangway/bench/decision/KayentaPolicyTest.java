package dev.gangway.bench.decision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KayentaPolicyTest {
    private final Policy policy = new KayentaPolicy();

    @Test
    void shouldStayTenMinutesAtEachStage() {
        var shift = new HandMadeShift(policy, second -> HandMadeShift.good());

        assertThat(shift.weightAt(0)).isEqualTo(0.1);
        assertThat(shift.weightAt(595)).isEqualTo(0.1);
        assertThat(shift.weightAt(600)).isEqualTo(0.25);
        assertThat(shift.weightAt(1200)).isEqualTo(0.5);
        assertThat(shift.weightAt(1800)).isEqualTo(1);
        assertThat(shift.end()).isEqualTo(Policy.End.COMPLETED);
        assertThat(shift.endedAt()).isEqualTo(1800);
    }

    @Test
    void shouldGoBackAtTheFirstJudgement() {
        var shift = new HandMadeShift(policy, second -> HandMadeShift.failing(100));

        assertThat(shift.weightAt(295)).isEqualTo(0.1);
        assertThat(shift.weightAt(300)).isZero();
        assertThat(shift.end()).isEqualTo(Policy.End.ROLLED_BACK);
        assertThat(shift.endedAt()).isEqualTo(300);
    }

    @Test
    void shouldGoBackForLatencyAlone() {
        // The errors pass, the latency is high: half of the score, and that is below 75.
        assertThat(new HandMadeShift(policy, second -> HandMadeShift.slow(90, 10)).endedAt())
                .isEqualTo(300);
    }

    @Test
    void shouldJudgeEachStageByItsOwnSamplesOnly() {
        // Five bad samples beside ten good ones of the stage before would be too few to be high.
        var shift = new HandMadeShift(policy, second -> HandMadeShift.failing(second < 600 ? 0 : 10));

        assertThat(shift.end()).isEqualTo(Policy.End.ROLLED_BACK);
        assertThat(shift.endedAt()).isEqualTo(900);
    }

    @Test
    void shouldJudgeAllSamplesOfAStage() {
        // At 600 s the three good samples of ten are too many for the seven bad ones.
        var shift = new HandMadeShift(policy, second -> HandMadeShift.failing(second < 180 ? second / 60 : 10));

        assertThat(shift.weightAt(600)).isEqualTo(0.25);
    }

    @Test
    void shouldGoBackWithoutAnyTraffic() {
        assertThat(new HandMadeShift(policy, second -> HandMadeShift.none()).endedAt())
                .isEqualTo(300);
    }

    @Test
    void shouldPassWithFewSamplesIfNoneOfThemIsHigh() {
        var shift =
                new HandMadeShift(policy, second -> second % 300 == 100 ? HandMadeShift.good() : HandMadeShift.none());

        assertThat(shift.end()).isEqualTo(Policy.End.COMPLETED);
    }

    @Test
    void shouldNotSeeWhatGoesWrongAfterTheLastStage() {
        var shift = new HandMadeShift(policy, second -> HandMadeShift.failing(second < 1800 ? 0 : 100));

        assertThat(shift.end()).isEqualTo(Policy.End.COMPLETED);
        assertThat(shift.weightAt(3600)).isEqualTo(1);
    }
}
