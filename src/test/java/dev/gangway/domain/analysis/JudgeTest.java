package dev.gangway.domain.analysis;

import static dev.gangway.domain.analysis.Samples.CALM_HOUR;
import static dev.gangway.domain.analysis.Samples.K8S2;
import static dev.gangway.domain.analysis.Samples.START;
import static dev.gangway.domain.analysis.Samples.fast;
import static dev.gangway.domain.analysis.Samples.knowing;
import static dev.gangway.domain.analysis.Samples.past;
import static dev.gangway.domain.analysis.Samples.traffic;
import static dev.gangway.domain.analysis.Samples.window;
import static dev.gangway.domain.analysis.Verdict.DEGRADED;
import static dev.gangway.domain.analysis.Verdict.HEALTHY;
import static dev.gangway.domain.analysis.Verdict.INCONCLUSIVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gangway.domain.analysis.Finding.Objective;
import dev.gangway.domain.analysis.Objectives.ErrorObjective;
import dev.gangway.domain.traffic.Ladder;
import dev.gangway.domain.traffic.Protocol;
import dev.gangway.domain.traffic.TrafficSplit;
import dev.gangway.domain.traffic.Weight;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the judge says tick by tick, by the default objectives: an hour of 100 requests a second, 0.1 % of which failed. */
class JudgeTest {
    private static final Judge JUDGE = new Judge();
    private static final TrafficSplit BASELINE = Samples.toDestination(0);
    private static final TrafficSplit TENTH = Samples.toDestination(100);
    private static final Traffic CALM = fast(900, 1);
    private static final Evidence KNOWN = knowing(CALM_HOUR, 50);

    @Nested
    class BeforeTheFirstStep {
        @Test
        void shouldWaitForTheSourcesPast() {
            Assessment assessment = assess(BASELINE, Samples.GATHERING, window(0, fast(1000, 1), Traffic.NONE));

            assertThat(assessment.verdict()).isEqualTo(INCONCLUSIVE);
            assertThat(assessment.summary()).isEqualTo("waiting for the past of k8s2 to be read");
        }

        @Test
        void shouldWaitWhereThePastHoldsTooFewRequests() {
            Baseline quiet = Baseline.of(Objectives.DEFAULT, K8S2, past(360, n -> fast(n < 49 ? 1 : 0, 0)));
            Assessment assessment = JUDGE.tooQuiet(Protocol.HTTP, BASELINE, Evidence.NONE, quiet);

            assertThat(assessment.verdict()).isEqualTo(INCONCLUSIVE);
            assertThat(assessment.summary()).isEqualTo("waiting for 1 more request to k8s2 to compare with");
        }

        @Test
        void shouldBeginWhereTheDestinationGetsAnyRequestsAtAll() {
            Assessment assessment = assess(BASELINE, knowing(CALM_HOUR), window(0, fast(1000, 1), Traffic.NONE));

            assertThat(assessment.verdict()).isEqualTo(HEALTHY);
            assertThat(assessment.advised()).contains(new Weight(5));
            assertThat(assessment.summary()).isEqualTo("k8s2 is measured: 0.1 % of its requests fail");
            assertThat(assessment.findings()).isEmpty();
        }

        @Test
        void shouldNotBeginOnASourceThatIsBrokenItself() {
            Evidence broken = knowing(past(360, n -> fast(1000, 600)));
            Assessment assessment = assess(BASELINE, broken, window(0, fast(1000, 600), Traffic.NONE));

            assertThat(assessment.verdict()).isEqualTo(INCONCLUSIVE);
            assertThat(assessment.summary())
                    .isEqualTo("60 % of the requests to k8s2 fail: too broken to compare with; waiting until it works");
        }

        @Test
        void shouldKeepTheEvidenceWithoutAReadingOrWithoutAPast() {
            Assessment unread = Assessment.withoutReading(
                    KNOWN, new Reading.Unavailable(Reading.Problem.FAILED, "prometheus of eks1 timed out"));
            Assessment pastless = Assessment.withoutPast(
                    KNOWN, new History.Unavailable(Reading.Problem.FAILED, "prometheus of k8s2 timed out"));

            assertThat(List.of(unread, pastless)).allSatisfy(assessment -> {
                assertThat(assessment.verdict()).isEqualTo(INCONCLUSIVE);
                assertThat(assessment.evidence()).isEqualTo(KNOWN);
            });
            assertThat(unread.summary()).isEqualTo("prometheus of eks1 timed out");
            assertThat(pastless.summary())
                    .isEqualTo("the past of the source could not be read: prometheus of k8s2 timed out");
        }
    }

    @Nested
    class OnErrors {
        @Test
        void shouldGoOnWhenTheDestinationIsAsGoodAsTheSource() {
            Assessment good = assess(TENTH, KNOWN, window(0, CALM, fast(100, 0)));

            assertThat(good.verdict()).isEqualTo(HEALTHY);
            assertThat(good.advised()).contains(new Weight(250));
            assertThat(good.findings()).hasSize(2).allSatisfy(f -> assertThat(f.verdict())
                    .isEqualTo(HEALTHY));
        }

        @Test
        void shouldRollBackAtTheSecondFailureOfACleanService() {
            Evidence clean = knowing(past(360, n -> fast(1000, 0)), 0);
            Assessment first = assess(TENTH, clean, window(0, fast(9, 0), fast(1, 1)));
            Assessment second = assess(TENTH, first.evidence(), window(1, fast(9, 0), fast(1, 1)));

            assertThat(first.verdict()).isEqualTo(INCONCLUSIVE);
            assertThat(second.verdict()).isEqualTo(DEGRADED);
            assertThat(assess(TENTH, clean, window(0, fast(9, 0), fast(2, 2))).verdict())
                    .isEqualTo(DEGRADED);
        }

        @Test
        void shouldRollBackAlsoOnAWindowThatHoldsTimeBeforeTheWeightStood() {
            assertThat(assess(TENTH, KNOWN, window(-1, CALM, fast(50, 40))).verdict())
                    .isEqualTo(DEGRADED);
        }

        @Test
        void shouldNotGoOnWithNothingButAWindowFromBeforeTheWeightStood() {
            Assessment early = assess(TENTH, KNOWN, window(-1, CALM, fast(1000, 0)));

            assertThat(early.verdict()).isEqualTo(INCONCLUSIVE);
            assertThat(early.summary()).endsWith("; needs 5 more requests to eks1 at 10 % (about 1 s at this rate)");
        }

        @Test
        void shouldSayWhatWasSeenAgainstWhatAndHowStrongTheEvidenceIs() {
            Assessment bad = assess(TENTH, KNOWN, window(0, CALM, fast(100, 50)));

            assertThat(bad.verdict()).isEqualTo(DEGRADED);
            assertThat(bad.advised()).isEmpty();
            assertThat(bad.findings()).first().satisfies(finding -> {
                assertThat(finding.objective()).isEqualTo(Objective.ERROR_RATIO);
                assertThat(finding.verdict()).isEqualTo(DEGRADED);
                assertThat(finding.destination()).hasValue(0.5);
                assertThat(finding.source().orElseThrow()).isCloseTo(1 / 900.0, within(1e-12));
                assertThat(finding.limit().orElseThrow()).isCloseTo(0.0014, within(1e-4));
                assertThat(finding.bad()).isEqualTo(50);
                assertThat(finding.requests()).isEqualTo(100);
                assertThat(finding.evidence()).isGreaterThan(1000);
                assertThat(finding.evidenceLimit()).isEqualTo(1000);
            });
            assertThat(bad.summary())
                    .isEqualTo("50 of 100 requests to eks1 failed (50 %) while k8s2 failed 0.1 %;"
                            + " evidence for harm over 1000000:1, limit 1000:1");
        }

        @Test
        void shouldNotBlameTheDestinationForWhatTheSourceHasToo() {
            Evidence evidence = KNOWN;
            for (int n = 2; n < 50; n++) {
                Assessment both = assess(TENTH, evidence, window(n, fast(900, 90), fast(100, 10)));
                assertThat(both.verdict()).as("window %d", n).isEqualTo(INCONCLUSIVE);
                assertThat(both.summary()).endsWith("; both clusters are worse than usual; waiting until they recover");
                evidence = both.evidence();
            }
        }

        @Test
        void shouldNotWaitForASourceThatIsWorseAlone() {
            assertThat(assess(TENTH, KNOWN, window(0, fast(900, 90), fast(100, 0)))
                            .verdict())
                    .isEqualTo(HEALTHY);
        }

        @Test
        void shouldHoldTheDestinationToTheMaximumOnlyWhereTheSourceKeepsIt() {
            // 1.2 · 2 % + 0.01 points would be allowed
            Evidence source = knowing(past(360, n -> fast(1000, 20)), 50);
            MetricWindow window = window(0, fast(900, 18), fast(100, 2));

            assertThat(limit(atMost(0.021), source, window)).isEqualTo(0.021);
            assertThat(limit(atMost(0.01), source, window)).isCloseTo(0.0245, within(0.0005));
        }

        private double limit(Objectives objectives, Evidence source, MetricWindow window) {
            return JUDGE.assess(objectives, Ladder.DEFAULT, TENTH, source, window)
                    .findings()
                    .get(0)
                    .limit()
                    .orElseThrow();
        }

        private Objectives atMost(double ratio) {
            return new Objectives(
                    new ErrorObjective(OptionalDouble.of(ratio), 1.2, 0.0001),
                    Objectives.DEFAULT.latency(),
                    Objectives.DEFAULT.risk(),
                    FailureCriteria.DEFAULT);
        }
    }

    @Nested
    class WithLittleOrNothingToSay {
        @Test
        void shouldWaitForRequests() {
            Assessment nothing = assess(TENTH, KNOWN, window(0, fast(10, 0), Traffic.NONE));

            assertThat(nothing.verdict()).isEqualTo(INCONCLUSIVE);
            assertThat(nothing.summary())
                    .isEqualTo("no requests to eks1 yet; needs 5 more requests to eks1 at 10 %"
                            + " (about 1 s at this rate)");
        }

        @Test
        void shouldSayWhatIsMissing() {
            Assessment missing = assess(TENTH, KNOWN, window(0, fast(900, 0), fast(10, 0)));

            assertThat(missing.verdict()).isEqualTo(INCONCLUSIVE);
            assertThat(missing.advised()).contains(new Weight(5));
            assertThat(missing.summary())
                    .endsWith("; 100 requests were expected at eks1 by now; waiting at 0.5 % until they arrive");
        }

        @Test
        void shouldSayWhatAStepWouldCost() {
            Evidence busy = knowing(past(360, n -> fast(100_000, 100)), 50);
            Assessment dear = assess(TENTH, busy, window(0, fast(90, 0), fast(10, 0)));

            assertThat(dear.verdict()).isEqualTo(INCONCLUSIVE);
            assertThat(dear.summary())
                    .contains("; needs about ", " more requests to eks1 until the next step is affordable");
        }

        @Test
        void shouldNotTakeAGapInTheWindowsForRequestsThatAreMissing() {
            Assessment before = assess(TENTH, KNOWN, window(0, CALM, fast(100, 0)));
            Assessment after = assess(TENTH, before.evidence(), window(60, CALM, fast(100, 0)));

            assertThat(after.verdict()).isEqualTo(HEALTHY);
            assertThat(after.evidence().destination()).isEqualTo(fast(200, 0));
            assertThat(after.evidence().rate()).isCloseTo(100, within(0.1));
        }

        @Test
        void shouldJudgeAClusterThatDidNotAnswerAsNotSeen() {
            MetricWindow onlySource = new MetricWindow(START, START.plusSeconds(10), Map.of(K8S2, fast(10, 0)), 0);

            assertThat(assess(TENTH, KNOWN, onlySource).verdict()).isEqualTo(INCONCLUSIVE);
        }
    }

    @Nested
    class InTheOrderOfItsRules {
        private final Evidence first = knowing(CALM_HOUR, 0);

        @Test
        void shouldRollBackForErrorsBeforeItGivesTimeToWarmUp() {
            assertThat(summary(TENTH, KNOWN, window(0, CALM, traffic(100, 60, 40))))
                    .doesNotContain("warm up");
        }

        @Test
        void shouldGiveTimeToWarmUpBeforeItLooksCloser() {
            assertThat(summary(TENTH, KNOWN, window(0, CALM, traffic(2000, 20, 1980))))
                    .endsWith("; eks1 is given time to warm up, 75 s more");
        }

        @Test
        void shouldLookCloserBeforeItWaitsForBothSides() {
            assertThat(summary(TENTH, KNOWN, window(0, fast(900, 20), fast(1000, 200))))
                    .endsWith("; a burst or lasting harm: looking closer at 5 %");
        }

        @Test
        void shouldWaitForBothSidesBeforeItMissesRequests() {
            assertThat(summary(TENTH, first, window(2, fast(9000, 900), fast(30, 3))))
                    .endsWith("; both clusters are worse than usual; waiting until they recover");
        }

        @Test
        void shouldMissRequestsBeforeItLeansToHarm() {
            assertThat(summary(TENTH, first, window(0, fast(900, 0), fast(10, 1))))
                    .contains(" were expected at eks1");
        }

        @Test
        void shouldLeanToHarmBeforeItCountsRequests() {
            assertThat(summary(Samples.toDestination(50), first, window(0, fast(19, 0), fast(1, 1))))
                    .endsWith("; that leans to harm; waiting until it is clear");
        }
    }

    private static String summary(TrafficSplit split, Evidence evidence, MetricWindow window) {
        return assess(split, evidence, window).summary();
    }

    private static Assessment assess(TrafficSplit split, Evidence evidence, MetricWindow window) {
        return JUDGE.assess(Objectives.DEFAULT, Ladder.DEFAULT, split, evidence, window);
    }
}
