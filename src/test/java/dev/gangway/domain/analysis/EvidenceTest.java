package dev.gangway.domain.analysis;

import static dev.gangway.domain.analysis.Samples.GATHERING;
import static dev.gangway.domain.analysis.Samples.START;
import static dev.gangway.domain.analysis.Samples.fast;
import static dev.gangway.domain.analysis.Samples.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gangway.domain.traffic.TrafficSplit;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvidenceTest {
    private static final TrafficSplit SPLIT = Samples.toDestination(100);

    @Test
    void shouldGatherTheWindowsOfThePresentWeight() {
        Evidence gathered = GATHERING
                .plus(window(0, fast(90, 1), fast(10, 0)), SPLIT)
                .plus(window(1, fast(80, 0), fast(20, 2)), SPLIT);

        assertThat(gathered.source()).isEqualTo(fast(170, 1));
        assertThat(gathered.destination()).isEqualTo(fast(30, 2));
        assertThat(gathered.validFrom()).contains(START);
    }

    @Test
    void shouldNotAdmitAWindowThatBeginsBeforeTheWeightStood() {
        MetricWindow early = new MetricWindow(
                START.minusMillis(1), START.plusSeconds(10), Map.of(SPLIT.destination(), fast(10, 0)), 0);

        assertThat(GATHERING.plus(early, SPLIT)).isEqualTo(GATHERING);
    }

    @Test
    void shouldNotAdmitAnyWindowUntilTheWeightStands() {
        assertThat(Evidence.NONE.plus(window(0, fast(90, 0), fast(10, 0)), SPLIT))
                .isEqualTo(Evidence.NONE);
    }

    @Test
    void shouldAdmitAWindowThatBeginsJustThen() {
        assertThat(GATHERING.plus(window(0, fast(90, 0), fast(10, 0)), SPLIT).destination())
                .isEqualTo(fast(10, 0));
    }

    @Test
    void shouldChargeLostRequestsToTheDestination() {
        Evidence gathered = GATHERING.plus(window(0, fast(90, 0), fast(10, 1), 5), SPLIT);

        assertThat(gathered.destination().requests()).isEqualTo(15);
        assertThat(gathered.destination().failures()).isEqualTo(6);
        assertThat(gathered.destination().latency().count()).isEqualTo(9);
        assertThat(gathered.source()).isEqualTo(fast(90, 0));
    }

    @Test
    void shouldCountAClusterThatDidNotAnswerAsNothingSeen() {
        MetricWindow onlySource =
                new MetricWindow(START, START.plusSeconds(10), Map.of(SPLIT.source(), fast(90, 0)), 0);

        assertThat(GATHERING.plus(onlySource, SPLIT).destination()).isEqualTo(Traffic.NONE);
    }

    @Test
    void shouldKeepTheSourceAsTheReferenceWhenItIsRestarted() {
        Evidence restarted =
                GATHERING.plus(window(0, fast(90, 1), fast(10, 0)), SPLIT).restarted();

        assertThat(restarted)
                .isEqualTo(
                        new Evidence(Optional.empty(), Traffic.NONE, Traffic.NONE, fast(90, 1), new Proportion(0, 0)));
    }

    @Test
    void shouldPoolTheSourceOverAllWeights() {
        Evidence first = GATHERING.plus(window(0, fast(90, 1), fast(10, 0)), SPLIT);
        Evidence second =
                first.restarted().validFrom(START.plusSeconds(10)).plus(window(1, fast(49, 2), fast(951, 0)), SPLIT);

        assertThat(second.source()).isEqualTo(fast(49, 2));
        assertThat(second.destination()).isEqualTo(fast(951, 0));
        assertThat(second.sourceEver()).isEqualTo(fast(139, 3));
        assertThat(second.restarted().reference()).isEqualTo(fast(139, 3));
    }

    @Test
    void shouldRefuseTrafficWithMoreFailuresThanRequests() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Traffic(1, 2, LatencyHistogram.EMPTY))
                .withMessage("2 failures of 1 requests");
        assertThatIllegalArgumentException().isThrownBy(() -> new Traffic(1, -1, LatencyHistogram.EMPTY));
    }

    @Test
    void shouldRefuseAWindowThatEndsBeforeItBeginsOrLosesLessThanNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MetricWindow(START, START.minusNanos(1), Map.of(), 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new MetricWindow(START, START, Map.of(), -1));
    }
}
