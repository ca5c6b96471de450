package dev.gangway.domain.analysis;

import static dev.gangway.domain.analysis.Samples.GATHERING;
import static dev.gangway.domain.analysis.Samples.START;
import static dev.gangway.domain.analysis.Samples.fast;
import static dev.gangway.domain.analysis.Samples.window;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.domain.traffic.TrafficSplit;
import org.junit.jupiter.api.Test;

/** Requests that reached no cluster: whose fault they are. */
class LostRequestsTest {
    private static final Judge JUDGE = new Judge();
    private static final TrafficSplit BASELINE = Samples.toDestination(0);
    private static final TrafficSplit TENTH = Samples.toDestination(100);

    @Test
    void shouldLearnAtTheBaselineHowManyAreLostAnyway() {
        Evidence evidence = GATHERING
                .plus(window(0, fast(990, 0), Traffic.NONE, 10), BASELINE)
                .plus(window(1, fast(1_980, 0), Traffic.NONE, 20), BASELINE);

        assertThat(evidence.lost()).isEqualTo(new Proportion(30, 3_000));
        assertThat(evidence.destination()).isEqualTo(Traffic.NONE);
    }

    @Test
    void shouldKeepTheBaselineOfLostRequestsAtLaterWeights() {
        Evidence later = afterBaselineOf(30)
                .plus(window(10, fast(900, 0), fast(100, 0), 500), TENTH)
                .restarted();

        assertThat(later.lost()).isEqualTo(new Proportion(30, 3_030));
    }

    @Test
    void shouldNotChargeASteadyLossToTheDestination() {
        Evidence evidence = afterBaselineOf(60);
        for (int n = 10; n < 110; n++) {
            Assessment assessment = assess(evidence, window(n, fast(900, 0), fast(100, 0), 20));
            assertThat(assessment.verdict()).as("window %d", n).isEqualTo(Verdict.HEALTHY);
            evidence = assessment.evidence();
        }

        assertThat(evidence.destination()).isEqualTo(fast(10_000, 0));
    }

    @Test
    void shouldChargeALossThatBeganWithTheShift() {
        Assessment assessment = assess(afterBaselineOf(0), window(10, fast(900, 0), fast(50, 0), 50));

        // at most 9 of 3009 were lost before: ceil(0.3 % of 1000) = 3 are as before, and 47 are not
        assertThat(assessment.evidence().destination().failures()).isEqualTo(47);
        assertThat(assessment.verdict()).isEqualTo(Verdict.DEGRADED);
    }

    @Test
    void shouldChargeWhatIsLostBeyondASteadyLoss() {
        Assessment assessment = assess(afterBaselineOf(60), window(10, fast(900, 0), fast(0, 0), 120));

        assertThat(assessment.verdict()).isEqualTo(Verdict.DEGRADED);
    }

    @Test
    void shouldChargeEverythingWhereNoBaselineIsKnown() {
        assertThat(GATHERING.plus(window(0, fast(90, 0), fast(10, 0), 5), TENTH).destination())
                .isEqualTo(fast(15, 5));
    }

    @Test
    void shouldNotBeginOnASourceThatLosesMostRequests() {
        Assessment broken =
                JUDGE.assess(Objectives.DEFAULT, BASELINE, GATHERING, window(0, fast(100, 0), Traffic.NONE, 101));

        assertThat(broken.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(broken.summary())
                .isEqualTo(
                        "101 of 201 requests failed (50 %) of k8s2: too broken to compare with; waiting until it works");
    }

    private static Assessment assess(Evidence evidence, MetricWindow window) {
        return JUDGE.assess(Objectives.DEFAULT, TENTH, evidence, window);
    }

    /** 3,000 requests were served by the source, and so many more lost; the present weight is a new one. */
    private static Evidence afterBaselineOf(long lost) {
        return GATHERING
                .plus(window(0, fast(3_000, 0), Traffic.NONE, lost), BASELINE)
                .restarted()
                .validFrom(START.plusSeconds(10));
    }
}
