package dev.gangway.domain.analysis;

import static dev.gangway.domain.analysis.Samples.GATHERING;
import static dev.gangway.domain.analysis.Samples.START;
import static dev.gangway.domain.analysis.Samples.fast;
import static dev.gangway.domain.analysis.Samples.knowing;
import static dev.gangway.domain.analysis.Samples.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gangway.domain.traffic.Ladder;
import dev.gangway.domain.traffic.TrafficSplit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Requests that reached no cluster: whose fault they are. */
class LostRequestsTest {
    private static final long SEED = Long.getLong("gangway.lost.seed", 20250115L);
    private static final Judge JUDGE = new Judge();
    private static final TrafficSplit BASELINE = Samples.toDestination(0);
    private static final TrafficSplit TENTH = Samples.toDestination(100);

    @Test
    void shouldLearnFromThePastHowManyAreLostAnyway() {
        // 3,600 of 360,000: surely no more than 1.05 %
        assertThat(afterPastThatLost(10).lostAtMost()).isCloseTo(0.0105, within(0.0001));
        assertThat(afterPastThatLost(0).lostAtMost()).isLessThan(0.0001);
    }

    @Test
    void shouldChargeNobodyAtTheBaseline() {
        Evidence evidence = afterPastThatLost(0).plus(window(0, fast(900, 0), Traffic.NONE, 100), BASELINE);

        assertThat(evidence.destination()).isEqualTo(Traffic.NONE);
    }

    @Test
    void shouldChargeALossThatBeganWithTheShiftToTheSideThatIsRaised() {
        Assessment assessment = assess(afterPastThatLost(0), window(0, fast(900, 0), fast(50, 0), 50));

        // 1 may be as before, 49 are not
        assertThat(assessment.evidence().destination()).isEqualTo(fast(99, 49));
        assertThat(assessment.verdict()).isEqualTo(Verdict.DEGRADED);
        assertThat(assessment.summary()).startsWith("49 of 99 requests to eks1 failed (49 %) while k8s2 failed 0 %");
    }

    @Test
    void shouldCountThemAsFailuresAndNotAsSlowOnes() {
        Evidence gathered = afterPastThatLost(0).plus(window(0, fast(90, 0), fast(10, 1), 6), TENTH);

        assertThat(gathered.destination().requests()).isEqualTo(15);
        assertThat(gathered.destination().failures()).isEqualTo(6);
        assertThat(gathered.destination().latency().count()).isEqualTo(9);
        assertThat(gathered.source()).isEqualTo(fast(90, 0));
    }

    @Test
    void shouldChargeWhatIsLostBeyondASteadyLoss() {
        Assessment assessment = assess(afterPastThatLost(10), window(0, fast(850, 0), Traffic.NONE, 150));

        // 10.5 of 1,000 are usual, and 3 √10.5 more are chance: 21 at most
        assertThat(assessment.evidence().destination()).isEqualTo(fast(129, 129));
        assertThat(assessment.verdict()).isEqualTo(Verdict.DEGRADED);
    }

    @Test
    void shouldNotRollBackForALossThatIsAsSteadyAsChanceLetsItBe() {
        Random random = new Random(SEED);
        for (int shift = 0; shift < 50; shift++) {
            List<MetricWindow> past = new ArrayList<>();
            for (int n = -360; n < 0; n++) {
                long lost = Samples.binomial(random, 1000, 0.02);
                past.add(window(n, fast(1000 - lost, 0), Traffic.NONE, lost));
            }
            Evidence evidence = knowing(past, 0);
            for (int n = 0; n < 100; n++) {
                long lost = Samples.binomial(random, 1000, 0.02);
                Assessment assessment = assess(evidence, window(n, fast(900 - lost, 0), fast(100, 0), lost));
                assertThat(assessment.verdict())
                        .as("shift %d, window %d, seed %d", shift, n, SEED)
                        .isNotEqualTo(Verdict.DEGRADED);
                evidence = assessment.evidence();
            }
        }
    }

    @Test
    void shouldChargeNothingWhereNoPastIsKnown() {
        assertThat(GATHERING.plus(window(0, fast(90, 0), fast(10, 0), 5), TENTH).destination())
                .isEqualTo(fast(10, 0));
    }

    private static Assessment assess(Evidence evidence, MetricWindow window) {
        return JUDGE.assess(Objectives.DEFAULT, Ladder.DEFAULT, TENTH, evidence, window);
    }

    /** An hour of 1,000 requests in ten seconds of which so many were lost; a tenth is at the destination. */
    private static Evidence afterPastThatLost(long lost) {
        List<MetricWindow> past = new ArrayList<>();
        for (int n = -360; n < 0; n++) {
            past.add(window(n, fast(1000 - lost, 0), Traffic.NONE, lost));
        }
        return knowing(past, 0).validFrom(START);
    }
}
