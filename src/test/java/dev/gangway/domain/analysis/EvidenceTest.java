package dev.gangway.domain.analysis;

import static dev.gangway.domain.analysis.Samples.CALM_HOUR;
import static dev.gangway.domain.analysis.Samples.GATHERING;
import static dev.gangway.domain.analysis.Samples.START;
import static dev.gangway.domain.analysis.Samples.fast;
import static dev.gangway.domain.analysis.Samples.knowing;
import static dev.gangway.domain.analysis.Samples.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.gangway.domain.traffic.TrafficSplit;
import dev.gangway.domain.traffic.Weight;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvidenceTest {
    private static final TrafficSplit BASELINE = Samples.toDestination(0);
    private static final TrafficSplit SPLIT = Samples.toDestination(100);

    @Test
    void shouldGatherTheWindowsOfThePresentWeight() {
        Evidence gathered = GATHERING
                .plus(window(0, fast(90, 1), fast(10, 0)), SPLIT)
                .plus(window(1, fast(80, 0), fast(20, 2)), SPLIT);

        assertThat(gathered.source()).isEqualTo(fast(170, 1));
        assertThat(gathered.destination()).isEqualTo(fast(30, 2));
        assertThat(gathered.validFrom()).contains(START);
        assertThat(gathered.seenUntil()).contains(START.plusSeconds(20));
    }

    @Test
    void shouldNotCountAWindowThatBeginsBeforeTheWeightStoodForThatWeight() {
        MetricWindow early = new MetricWindow(
                START.minusMillis(1), START.plusSeconds(10), Map.of(SPLIT.destination(), fast(10, 0)), 0);

        assertThat(GATHERING.plus(early, SPLIT).destination()).isEqualTo(Traffic.NONE);
        assertThat(Evidence.NONE.plus(early, SPLIT).destination()).isEqualTo(Traffic.NONE);
    }

    @Test
    void shouldCountAWindowThatBeginsJustThen() {
        assertThat(GATHERING.plus(window(0, fast(90, 0), fast(10, 0)), SPLIT).destination())
                .isEqualTo(fast(10, 0));
    }

    @Test
    void shouldCountAClusterThatDidNotAnswerAsNothingSeen() {
        MetricWindow onlySource =
                new MetricWindow(START, START.plusSeconds(10), Map.of(SPLIT.source(), fast(90, 0)), 0);
        Evidence gathered = GATHERING.plus(onlySource, SPLIT);

        assertThat(gathered.destination()).isEqualTo(Traffic.NONE);
        assertThat(gathered.ticks()).isZero();
    }

    @Test
    void shouldCountTheTicksThatSawTheDestination() {
        Evidence gathered = GATHERING
                .plus(window(0, fast(90, 0), fast(10, 0)), SPLIT)
                .plus(window(1, fast(90, 0), Traffic.NONE), SPLIT)
                .plus(window(2, fast(90, 0), fast(10, 0)), SPLIT);

        assertThat(gathered.ticks()).isEqualTo(2);
    }

    @Test
    void shouldKeepWhatHoldsForAnyWeightWhenItIsRestarted() {
        Evidence gathered = knowing(CALM_HOUR, 0).plus(window(0, fast(900, 1), fast(100, 0)), SPLIT);
        Evidence restarted = gathered.restarted(new Weight(100));

        assertThat(restarted)
                .isEqualTo(new Evidence(
                        new Weight(100),
                        Optional.empty(),
                        Traffic.NONE,
                        Traffic.NONE,
                        gathered.tracks(),
                        gathered.rate(),
                        gathered.lostAtMost(),
                        0,
                        gathered.seenUntil(),
                        gathered.raisedAt(),
                        gathered.doubt(),
                        gathered.trial(),
                        gathered.warmUp()));
    }

    @Test
    void shouldFollowTheRateOfBothSides() {
        Evidence gathered = knowing(CALM_HOUR, 0).plus(window(0, fast(1800, 0), fast(200, 0)), SPLIT);

        // 0.8 · 100 + 0.2 · 200 a second
        assertThat(gathered.rate()).isCloseTo(120, within(1e-9));
    }

    @Test
    void shouldNotTakeAGapInTheWindowsForTimeWithoutRequests() {
        MetricWindow afterGap = window(30, fast(900, 0), fast(100, 0));
        Evidence before = knowing(CALM_HOUR, 0).plus(window(0, fast(900, 0), fast(100, 0)), SPLIT);

        assertThat(before.plus(afterGap, SPLIT).rate()).isCloseTo(100, within(1e-9));
    }

    @Test
    void shouldKnowSinceWhenTheDestinationHasHadTraffic() {
        Evidence atBaseline = knowing(CALM_HOUR, 0).plus(window(0, fast(1000, 0), Traffic.NONE), BASELINE);
        Evidence raised = atBaseline
                .plus(window(1, fast(900, 0), fast(100, 0)), SPLIT)
                .plus(window(2, fast(900, 0), fast(100, 0)), SPLIT);

        assertThat(atBaseline.raisedAt()).isEmpty();
        assertThat(raised.raisedAt()).contains(START.plusSeconds(10));
        assertThat(raised.plus(window(3, fast(1000, 0), Traffic.NONE), BASELINE).raisedAt())
                .isEmpty();
    }

    @Test
    void shouldTellATicksLengthByTheEndsOfTwoWindows() {
        Evidence gathered = GATHERING.plus(window(0, fast(90, 0), fast(10, 0)), SPLIT);
        MetricWindow overlapping =
                new MetricWindow(START.plusSeconds(5), START.plusSeconds(15), Map.of(SPLIT.source(), fast(90, 0)), 0);

        assertThat(gathered.tickSeconds(overlapping)).isEqualTo(5);
        assertThat(GATHERING.tickSeconds(overlapping)).isEqualTo(10);
        assertThat(gathered.tickSeconds(window(0, fast(1, 0), fast(1, 0)))).isEqualTo(10);
    }

    @Test
    void shouldKnowTheSourceOnceItsPastIsRead() {
        assertThat(GATHERING.knowsSource()).isFalse();
        assertThat(knowing(CALM_HOUR).knowsSource()).isTrue();
    }

    @Test
    void shouldRefuseTrafficWithMoreFailuresThanRequests() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Traffic(1, 2, LatencyHistogram.EMPTY))
                .withMessage("2 failures of 1 requests");
        assertThatIllegalArgumentException().isThrownBy(() -> new Traffic(1, -1, LatencyHistogram.EMPTY));
        assertThatIllegalArgumentException().isThrownBy(() -> new Tally(2, 1)).withMessage("2.0 bad of 1.0 requests");
        assertThatIllegalArgumentException().isThrownBy(() -> new Tally(0, Double.POSITIVE_INFINITY));
    }

    @Test
    void shouldRefuseAWindowThatEndsBeforeItBeginsOrLosesLessThanNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MetricWindow(START, START.minusNanos(1), Map.of(), 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new MetricWindow(START, START, Map.of(), -1));
    }
}
