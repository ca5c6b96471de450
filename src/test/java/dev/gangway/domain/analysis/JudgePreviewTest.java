package dev.gangway.domain.analysis;

import static dev.gangway.domain.analysis.Samples.CALM_HOUR;
import static dev.gangway.domain.analysis.Samples.fast;
import static dev.gangway.domain.analysis.Samples.knowing;
import static dev.gangway.domain.analysis.Samples.window;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.domain.traffic.Ladder;
import dev.gangway.domain.traffic.TrafficSplit;
import dev.gangway.domain.traffic.Weight;
import org.junit.jupiter.api.Test;

/** What the judge says of a destination that gets requests at weight 0. */
class JudgePreviewTest {
    private static final Judge JUDGE = new Judge();
    private static final TrafficSplit BASELINE = Samples.toDestination(0);
    private static final Evidence KNOWN = knowing(CALM_HOUR, 0);

    @Test
    void shouldWaitForTheSourcesPast() {
        Assessment assessment = preview(Samples.GATHERING, window(0, fast(1000, 1), fast(100, 0)));

        assertThat(assessment.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(assessment.summary()).isEqualTo("waiting for the past of k8s2 to be read");
    }

    @Test
    void shouldNotMissTrafficWhereNoneHasAShare() {
        Assessment assessment = preview(KNOWN, window(0, fast(1000, 1), Traffic.NONE));

        assertThat(assessment.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(assessment.summary())
                .isEqualTo("no requests to eks1 yet; needs 5 more requests to eks1 before the first step");
    }

    @Test
    void shouldGoOnToTheStepThatAQuietServiceBeginsWith() {
        Evidence evidence = KNOWN;
        Assessment assessment = preview(evidence, window(0, fast(1000, 1), fast(1000, 1)));
        for (int n = 1; n < 5; n++) {
            assessment = preview(assessment.evidence(), window(n, fast(1000, 1), fast(1000, 1)));
        }

        assertThat(assessment.verdict()).isEqualTo(Verdict.HEALTHY);
        assertThat(assessment.advised()).contains(new Weight(5));
    }

    @Test
    void shouldFindHarm() {
        Assessment assessment = preview(KNOWN, window(0, fast(1000, 1), fast(100, 50)));

        assertThat(assessment.verdict()).isEqualTo(Verdict.DEGRADED);
        assertThat(assessment.summary()).startsWith("50 of 100 requests to eks1 failed (50 %) while k8s2 failed 0.1 %");
    }

    @Test
    void shouldTakeRequestsThatReachNoClusterForItsFailures() {
        Assessment assessment = preview(KNOWN, window(0, fast(1000, 1), Traffic.NONE, 100));

        assertThat(assessment.verdict()).isEqualTo(Verdict.DEGRADED);
    }

    @Test
    void shouldNotBlameItForWhatTheSourceSuffersToo() {
        Assessment assessment = preview(KNOWN, window(0, fast(1000, 500), fast(100, 50)));

        assertThat(assessment.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    private static Assessment preview(Evidence evidence, MetricWindow window) {
        return JUDGE.preview(Objectives.DEFAULT, Ladder.DEFAULT, BASELINE, evidence, window);
    }
}
