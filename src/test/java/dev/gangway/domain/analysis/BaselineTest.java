package dev.gangway.domain.analysis;

import static dev.gangway.domain.analysis.Samples.K8S2;
import static dev.gangway.domain.analysis.Samples.fast;
import static dev.gangway.domain.analysis.Samples.histogram;
import static dev.gangway.domain.analysis.Samples.past;
import static dev.gangway.domain.analysis.Samples.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gangway.domain.analysis.Objectives.LatencyObjective;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class BaselineTest {

    @Test
    void shouldMeasureSlowByTheEdgesThatAtMostFiveAndOnePerCentExceeded() {
        // 10 % took over 25 ms, 4 % over 50, 1 % over 100
        Baseline baseline = of(past(6, n -> new Traffic(1000, 0, histogram(900, 60, 30, 9, 1))));

        assertThat(baseline.tracks())
                .extracting(Track::measure)
                .containsExactly(Measure.ERRORS, Measure.SLOW, Measure.SLOWEST);
        assertThat(baseline.tracks())
                .extracting(track -> track.yardstick().edgeMillis())
                .containsExactly(0.0, 50.0, 100.0);
    }

    @Test
    void shouldMeasureMostByTheEdgeThatAtMostAQuarterExceeded() {
        // 20 % took over 50 ms, half of them between 25 and 50; the edge is held against 40 ms
        Baseline baseline = of(past(6, n -> new Traffic(1000, 0, histogram(300, 500, 170, 25, 5))));

        assertThat(baseline.tracks())
                .extracting(Track::measure)
                .containsExactly(Measure.ERRORS, Measure.SLUGGISH, Measure.SLOW, Measure.SLOWEST);
        assertThat(baseline.tracks().get(1).yardstick().edgeMillis()).isEqualTo(50);
    }

    @Test
    void shouldMeasureMostByAHigherEdgeWhereTheAllowanceForTheWayWouldCoverMost() {
        // 20 % took over 25 ms, and half took over 12.5 + 3.1 = 15.6: the edge must be at least 25.6 ms
        Baseline baseline = of(past(6, n -> new Traffic(1000, 0, histogram(800, 50, 140, 5, 5))));

        assertThat(baseline.tracks().get(1).measure()).isEqualTo(Measure.SLUGGISH);
        assertThat(baseline.tracks().get(1).yardstick().edgeMillis()).isEqualTo(50);
    }

    @Test
    void shouldLeaveOutAnEdgeThatLiesInTheEndlessBucket() {
        // 3 % took over 250 ms, and nobody knows how long
        Baseline baseline = of(past(6, n -> new Traffic(100, 0, histogram(20, 30, 45, 2, 3))));

        assertThat(baseline.tracks()).extracting(Track::measure).containsExactly(Measure.ERRORS, Measure.SLOW);
    }

    @Test
    void shouldMeasureErrorsAloneWhereNoLatencyIsKnown() {
        assertThat(of(past(6, n -> fast(100, 100))).tracks())
                .extracting(Track::measure)
                .containsExactly(Measure.ERRORS);
        assertThat(of(List.of()).tracks()).extracting(Track::measure).containsExactly(Measure.ERRORS);
    }

    @Test
    void shouldMeasureTooSlowOnesWhereThereIsAMaximum() {
        Objectives atMost80 = new Objectives(
                Objectives.DEFAULT.errors(),
                new LatencyObjective(0.99, OptionalDouble.of(80), 1, 0),
                Objectives.DEFAULT.risk(),
                FailureCriteria.DEFAULT);
        Baseline baseline = Baseline.of(atMost80, K8S2, past(6, n -> fast(100, 0)));

        assertThat(baseline.tracks()).extracting(Track::measure).endsWith(Measure.TOO_SLOW);
        assertThat(baseline.tracks().get(3).yardstick().edgeMillis()).isEqualTo(80);
    }

    @Test
    void shouldKnowWhatIsNormalForEachMeasure() {
        Baseline baseline = of(past(360, n -> Samples.traffic(1000, 1, 30)));

        Norm errors = baseline.tracks().get(0).norm();
        assertThat(errors.ratio()).isCloseTo(360.5 / 360_050, within(1e-12));
        Norm slow = baseline.tracks().get(1).norm(); // 3 % above 25 ms, so 25 ms is the edge, held against 13.6 ms
        assertThat(baseline.tracks().get(1).yardstick().edgeMillis()).isEqualTo(25);
        assertThat(slow.ratio()).isGreaterThan(0.03);
    }

    @Test
    void shouldKnowHowLongABurstWasInSecondsWhateverATickIs() {
        List<MetricWindow> minutes = new ArrayList<>();
        for (int n = 0; n < 60; n++) {
            MetricWindow ten = window(6 * n, fast(6000, n == 30 || n == 31 ? 600 : 6), Traffic.NONE);
            minutes.add(new MetricWindow(ten.from(), ten.from().plusSeconds(60), ten.byDestination(), 0));
        }

        assertThat(of(minutes).tracks().get(0).norm().longestBurstSeconds()).isEqualTo(120);
    }

    @Test
    void shouldKnowTheRateOfTheLastTenMinutes() {
        // 100 a second in the last 60 windows, and 1,000 before
        Baseline baseline = of(past(120, n -> n < 60 ? fast(10_000, 0) : fast(1000, 0)));

        assertThat(baseline.rate()).isCloseTo(100, within(1e-9));
        assertThat(of(List.of()).rate()).isZero();
    }

    @Test
    void shouldNotTakeAGapForZeroRequests() {
        List<MetricWindow> gap = past(60, n -> fast(1000, 0)).stream()
                .filter(window -> window.from().getEpochSecond() / 10 % 3 == 0)
                .toList();

        assertThat(of(gap).rate()).isCloseTo(100, within(1e-9));
    }

    @Test
    void shouldKnowWhatShareIsUsuallyLost() {
        List<MetricWindow> lossy = new ArrayList<>();
        for (int n = 0; n < 10; n++) {
            lossy.add(window(n - 10, fast(980, 0), Traffic.NONE, 20));
        }

        // 200 of 10,000: surely no more than 2.46 %
        assertThat(of(lossy).lostAtMost()).isCloseTo(new Proportion(200, 10_000).upperBound(3), within(1e-12));
        assertThat(of(lossy).requests()).isEqualTo(10_000);
        assertThat(of(List.of()).lostAtMost()).isEqualTo(1);
    }

    @Test
    void shouldSayHowManyRequestsAreLacking() {
        assertThat(of(List.of()).lacking()).isEqualTo(50);
        assertThat(of(past(1, n -> fast(49, 0))).lacking()).isEqualTo(1);
        assertThat(of(past(1, n -> fast(51, 0))).lacking()).isZero();
        assertThat(of(past(1, n -> fast(1999, 0))).isQuiet()).isTrue();
        assertThat(of(past(1, n -> fast(2000, 0))).isQuiet()).isFalse();
    }

    private static Baseline of(List<MetricWindow> windows) {
        return Baseline.of(Objectives.DEFAULT, K8S2, windows);
    }
}
