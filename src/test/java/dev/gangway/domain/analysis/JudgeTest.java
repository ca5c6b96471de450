package dev.gangway.domain.analysis;

import static dev.gangway.domain.analysis.Samples.EKS1;
import static dev.gangway.domain.analysis.Samples.GATHERING;
import static dev.gangway.domain.analysis.Samples.K8S2;
import static dev.gangway.domain.analysis.Samples.START;
import static dev.gangway.domain.analysis.Samples.fast;
import static dev.gangway.domain.analysis.Samples.traffic;
import static dev.gangway.domain.analysis.Samples.window;
import static dev.gangway.domain.analysis.Verdict.DEGRADED;
import static dev.gangway.domain.analysis.Verdict.HEALTHY;
import static dev.gangway.domain.analysis.Verdict.INCONCLUSIVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gangway.domain.analysis.Finding.Objective;
import dev.gangway.domain.analysis.Objectives.LatencyObjective;
import dev.gangway.domain.traffic.TrafficSplit;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What the judge says, by the default objectives: errors at most 1 %, and at most 1.5 times the source's + 0.5 points; p99
 * at most 1.5 times the source's + 10 ms; 50 requests. Bounds are Wilson's at 3 deviations; ProportionTest has the formula.
 */
class JudgeTest {
    private static final Judge JUDGE = new Judge();
    private static final TrafficSplit BASELINE = Samples.toDestination(0);
    private static final TrafficSplit TENTH = Samples.toDestination(100);
    private static final TrafficSplit ALL = Samples.toDestination(1000);

    @Nested
    class WithTooLittleToSay {
        @Test
        void shouldBeInconclusiveWithoutAnyRequest() {
            Assessment nothing = assess(TENTH, GATHERING, window(0, Traffic.NONE, Traffic.NONE));

            assertThat(nothing.verdict()).isEqualTo(INCONCLUSIVE);
            assertThat(nothing.summary()).isEqualTo("waiting for 50 more requests to eks1 (0 of 50 seen)");
            assertThat(nothing.findings()).allSatisfy(f -> {
                assertThat(f.verdict()).isEqualTo(INCONCLUSIVE);
                assertThat(f.destination()).isEmpty();
            });
        }

        @Test
        void shouldBeInconclusiveWithoutAReadingAndKeepTheEvidence() {
            Evidence before = assess(TENTH, GATHERING, window(0, fast(90, 0), fast(10, 0)))
                    .evidence();
            Assessment none = Assessment.withoutReading(
                    before, new Reading.Unavailable(Reading.Problem.FAILED, "prometheus of eks1 timed out"));

            assertThat(none.verdict()).isEqualTo(INCONCLUSIVE);
            assertThat(none.evidence()).isEqualTo(before);
            assertThat(none.summary()).isEqualTo("prometheus of eks1 timed out");
        }

        @Test
        void shouldWaitForTheMinimumOfRequestsToTheDestination() {
            Assessment few = assess(TENTH, GATHERING, window(0, fast(900, 0), fast(49, 0)));

            assertThat(few.verdict()).isEqualTo(INCONCLUSIVE);
            assertThat(few.summary()).isEqualTo("waiting for 1 more requests to eks1 (49 of 50 seen)");
        }

        @Test
        void shouldCondemnOnFiveRequestsThatAllFailButNotOnFour() {
            // 5 of 5: at least 35.7 % against 1.5 · 0.99 % + 0.5 points = 2.0 %
            assertThat(assess(TENTH, GATHERING, window(0, fast(900, 0), fast(5, 5)))
                            .verdict())
                    .isEqualTo(DEGRADED);
            assertThat(assess(TENTH, GATHERING, window(0, fast(900, 0), fast(4, 4)))
                            .verdict())
                    .isEqualTo(INCONCLUSIVE);
        }

        @Test
        void shouldBeInconclusiveBetweenTheLimitAndWhatIsBeyondChance() {
            // 1 of 50 is 2 %, above the limit of 0.5 %; its bound is 0.18 %, below it
            Assessment between = assess(TENTH, GATHERING, window(0, fast(900, 0), fast(50, 1)));

            assertThat(between.verdict()).isEqualTo(INCONCLUSIVE);
            assertThat(between.summary())
                    .startsWith("1 of 50 requests to eks1 failed (2.0 %) while k8s2 failed 0 %; limit 0.5 %");
        }

        @Test
        void shouldNotAdvanceOnAWindowFromBeforeTheWeightStood() {
            MetricWindow early = new MetricWindow(
                    START.minusSeconds(1), START.plusSeconds(9), Map.of(K8S2, fast(900, 0), EKS1, fast(1000, 0)), 0);
            Assessment assessment = assess(TENTH, GATHERING, early);

            assertThat(assessment.verdict()).isEqualTo(INCONCLUSIVE);
            assertThat(assessment.evidence()).isEqualTo(GATHERING);
        }
    }

    @Nested
    class OnErrors {
        @Test
        void shouldBeHealthyWhenTheDestinationIsAsGoodAsTheSource() {
            Assessment good = assess(TENTH, GATHERING, window(0, fast(900, 1), fast(100, 0)));

            assertThat(good.verdict()).isEqualTo(HEALTHY);
            assertThat(good.findings()).hasSize(2).allSatisfy(f -> assertThat(f.verdict())
                    .isEqualTo(HEALTHY));
            assertThat(good.summary())
                    .startsWith("0 of 100 requests to eks1 failed (0 %) while k8s2 failed 0.1 %; limit 0.7 %");
        }

        @Test
        void shouldBeHealthyOnManySmallWindows() {
            Evidence gathered = GATHERING;
            for (int n = 0; n < 4; n++) {
                Assessment soFar = assess(TENTH, gathered, window(n, fast(90, 0), fast(10, 0)));
                assertThat(soFar.verdict()).isEqualTo(INCONCLUSIVE);
                gathered = soFar.evidence();
            }

            assertThat(assess(TENTH, gathered, window(4, fast(90, 0), fast(10, 0)))
                            .verdict())
                    .isEqualTo(HEALTHY);
        }

        @Test
        void shouldCondemnOnTheLatestWindowAlone() {
            Assessment good = assess(TENTH, GATHERING, window(0, fast(9_000_000, 0), fast(1_000_000, 0)));
            Assessment bad = assess(TENTH, good.evidence(), window(1, fast(900, 1), fast(100, 10)));

            // of all so far 10 of 1,000,100 failed, which is far below the limit
            // of the latest 10 of 100: at least 4.07 % against 1.5 · 1/900 + 0.5 points = 0.67 %
            assertThat(good.verdict()).isEqualTo(HEALTHY);
            assertThat(bad.verdict()).isEqualTo(DEGRADED);
            assertThat(bad.summary())
                    .isEqualTo("10 of 100 requests to eks1 failed (10 %) while k8s2 failed 0.1 %; limit 0.7 %");
            assertThat(bad.findings()).singleElement().satisfies(f -> {
                assertThat(f.objective()).isEqualTo(Objective.ERROR_RATIO);
                assertThat(f.verdict()).isEqualTo(DEGRADED);
                assertThat(f.destination()).hasValue(0.1);
                assertThat(f.source().orElseThrow()).isCloseTo(1 / 900.0, within(1e-12));
                assertThat(f.limit().orElseThrow()).isCloseTo(1.5 / 900 + 0.005, within(1e-12));
                assertThat(f.requests()).isEqualTo(100);
            });
        }

        @Test
        void shouldCondemnOnTheLatestWindowEvenBeforeTheWeightStands() {
            assertThat(assess(TENTH, Evidence.NONE, window(0, fast(900, 1), fast(100, 10)))
                            .verdict())
                    .isEqualTo(DEGRADED);
        }

        @Test
        void shouldCondemnOnWhatWasGatheredWhenNoWindowIsEnoughAlone() {
            Assessment first = assess(TENTH, GATHERING, window(0, fast(180, 0), fast(20, 3)));
            Assessment second = assess(TENTH, first.evidence(), window(1, fast(180, 0), fast(20, 3)));

            // 3 are too few to say; of 40 requests 6 failed: at least 4.8 % against 1.5 · 2.4 % + 0.5 points = 4.2 %
            assertThat(first.verdict()).isEqualTo(INCONCLUSIVE);
            assertThat(second.verdict()).isEqualTo(DEGRADED);
            assertThat(second.summary())
                    .isEqualTo("6 of 40 requests to eks1 failed (15 %) while k8s2 failed 0 %; limit 0.5 %");
        }

        @Test
        void shouldNotCondemnTheDestinationForWhatTheSourceHasToo() {
            // both fail 10 %; the limit is 1.5 · 10 % + 0.5 points = 15.5 %
            Assessment both = assess(TENTH, GATHERING, window(0, fast(9000, 900), fast(1000, 100)));

            assertThat(both.verdict()).isEqualTo(HEALTHY);
            assertThat(both.summary())
                    .startsWith("100 of 1000 requests to eks1 failed (10 %) while k8s2 failed 10 %; limit 16 %");
        }

        @Test
        void shouldCondemnADestinationThatIsWorseThanABadSource() {
            // the source's 10 % of 900 may be 13.4 %, which allows 20.6 %
            // 30 of 100: at least 18.4 %, 40 of 100: at least 26.7 %
            assertThat(assess(TENTH, GATHERING, window(0, fast(900, 90), fast(100, 30)))
                            .verdict())
                    .isEqualTo(INCONCLUSIVE);
            assertThat(assess(TENTH, GATHERING, window(0, fast(900, 90), fast(100, 40)))
                            .verdict())
                    .isEqualTo(DEGRADED);
        }

        @Test
        void shouldHoldTheDestinationToTheMaximumWhereTheSourceKeepsIt() {
            // the source's 0.9 % would allow 1.85 %, but the maximum is 1 %; 200 of 10,000: at least 1.62 %
            Assessment over = assess(TENTH, GATHERING, window(0, fast(90_000, 810), fast(10_000, 200)));

            assertThat(over.verdict()).isEqualTo(DEGRADED);
            assertThat(over.summary())
                    .isEqualTo("200 of 10000 requests to eks1 failed (2.0 %) while k8s2 failed 0.9 %; limit 1.0 %");
        }

        @Test
        void shouldNotHoldTheDestinationToTheMaximumWhereTheSourceBreaksIt() {
            // the source's 2 % allows 3.5 %
            assertThat(assess(TENTH, GATHERING, window(0, fast(90_000, 1_800), fast(10_000, 250)))
                            .verdict())
                    .isEqualTo(HEALTHY);
        }

        @Test
        void shouldHoldTheDestinationToTheMaximumWhereThereIsNoSourceToCompareWith() {
            // 5 of 50: at least 2.9 % against 1 %
            Assessment bad = assess(TENTH, GATHERING, window(0, fast(49, 0), fast(50, 5)));
            Assessment good = assess(TENTH, GATHERING, window(0, fast(49, 49), fast(50, 0)));

            assertThat(bad.verdict()).isEqualTo(DEGRADED);
            assertThat(bad.summary())
                    .isEqualTo("5 of 50 requests to eks1 failed (10 %) with too few requests to k8s2 to compare;"
                            + " limit 1.0 %");
            assertThat(good.verdict()).isEqualTo(HEALTHY);
        }

        @Test
        void shouldChargeRequestsThatReachedNoClusterToTheDestination() {
            Assessment lost = assess(TENTH, GATHERING, window(0, fast(900, 0), Traffic.NONE, 60));

            assertThat(lost.verdict()).isEqualTo(DEGRADED);
            assertThat(lost.summary()).startsWith("60 of 60 requests to eks1 failed (100 %)");
            assertThat(lost.evidence().destination().failures()).isEqualTo(60);
        }
    }

    @Nested
    class OnLatency {
        @Test
        void shouldCondemnASlowTail() {
            // source: all 900 lie evenly up to 25 ms, p99 = 24.75 ms; limit 24.75 · 1.5 + 10 = 47.125 ms
            // 50 of 1000 are slower, 5 %: at least 3.3 % against 1 %; p99 is the 40th of 50 from 100 to 250 ms
            Assessment slow = assess(TENTH, GATHERING, window(0, fast(900, 0), traffic(1000, 0, 50)));

            assertThat(slow.verdict()).isEqualTo(DEGRADED);
            assertThat(slow.summary()).isEqualTo("p99 of eks1 is 220 ms while k8s2 has 24.8 ms; limit 47.1 ms");
            assertThat(slow.findings()).singleElement().satisfies(f -> {
                assertThat(f.objective()).isEqualTo(Objective.LATENCY_MILLIS);
                assertThat(f.destination().orElseThrow()).isCloseTo(220, within(1e-6));
                assertThat(f.source().orElseThrow()).isCloseTo(24.75, within(1e-6));
                assertThat(f.limit().orElseThrow()).isCloseTo(47.125, within(1e-6));
                assertThat(f.requests()).isEqualTo(1000);
            });
        }

        @Test
        void shouldCondemnASlowTailThatOnlyManyWindowsShow() {
            // 4 slow ones are too few to say; 8 of 98 are slower: at least 3.0 % against 1 %
            Assessment first = assess(TENTH, GATHERING, window(0, fast(900, 0), traffic(49, 0, 4)));
            Assessment second = assess(TENTH, first.evidence(), window(1, fast(900, 0), traffic(49, 0, 4)));

            assertThat(first.verdict()).isEqualTo(INCONCLUSIVE);
            assertThat(second.verdict()).isEqualTo(DEGRADED);
        }

        @Test
        void shouldNotCondemnATailThatTheSourceHasToo() {
            assertThat(assess(TENTH, GATHERING, window(0, traffic(9000, 0, 450), traffic(1000, 0, 50)))
                            .verdict())
                    .isEqualTo(HEALTHY);
        }

        @Test
        void shouldAllowForTheWayThroughTheOtherNetwork() {
            // all from 25 to 35 ms: up to 10 ms more than any of the source took, and none above the limit of 47.125 ms
            Traffic shifted =
                    new Traffic(100, 0, LatencyHistogram.of(new TreeMap<>(Map.of(25.0, 0L, 35.0, 100L, 50.0, 0L))));

            assertThat(assess(TENTH, GATHERING, window(0, fast(900, 0), shifted))
                            .verdict())
                    .isEqualTo(HEALTHY);
        }

        @Test
        void shouldBeInconclusiveOnATailThatMayBeChance() {
            // 3 of 50 are slower, 6 % against 1 %: at least 3.4 % at one deviation, but too few for a rollback
            assertThat(assess(TENTH, GATHERING, window(0, fast(900, 0), traffic(50, 0, 3)))
                            .verdict())
                    .isEqualTo(INCONCLUSIVE);
        }

        @Test
        void shouldNotWaitForHundredsOfRequestsBecauseOneOfTheFirstFiftyWasSlow() {
            // 1 of 50 is slower, 2 % against 1 %: at least 0.8 % at one deviation
            assertThat(assess(TENTH, GATHERING, window(0, fast(900, 0), traffic(50, 0, 1)))
                            .verdict())
                    .isEqualTo(HEALTHY);
        }

        @Test
        void shouldNotJudgeLatencyWithNothingToHoldItAgainst() {
            Assessment noSource = assess(TENTH, GATHERING, window(0, Traffic.NONE, traffic(1000, 0, 1000)));

            assertThat(noSource.verdict()).isEqualTo(HEALTHY);
            assertThat(noSource.findings()).extracting(Finding::objective).containsExactly(Objective.ERROR_RATIO);
        }

        @Test
        void shouldHoldTheDestinationToTheMaximumWithoutASource() {
            Objectives atMost50 = new Objectives(
                    Objectives.DEFAULT.errors(), new LatencyObjective(0.99, OptionalDouble.of(50), 1.5, 10), 50);
            Assessment slow = JUDGE.assess(atMost50, TENTH, GATHERING, window(0, Traffic.NONE, traffic(1000, 0, 50)));

            assertThat(slow.verdict()).isEqualTo(DEGRADED);
            assertThat(slow.summary())
                    .isEqualTo("p99 of eks1 is 220 ms with too few requests to k8s2 to compare; limit 50 ms");
        }

        @Test
        void shouldSayBothWhenErrorsAndLatencyAreWorse() {
            Assessment both = assess(TENTH, GATHERING, window(0, fast(900, 0), traffic(1000, 100, 50)));

            assertThat(both.verdict()).isEqualTo(DEGRADED);
            assertThat(both.findings())
                    .extracting(Finding::objective)
                    .containsExactly(Objective.ERROR_RATIO, Objective.LATENCY_MILLIS);
            assertThat(both.summary()).contains("100 of 1000 requests to eks1 failed", "; p99 of eks1 is ");
        }
    }

    @Nested
    class AtTheBaseline {
        @Test
        void shouldWaitForTheSourceToBeMeasured() {
            Assessment early = assess(BASELINE, GATHERING, window(0, fast(20, 0), Traffic.NONE));

            assertThat(early.verdict()).isEqualTo(INCONCLUSIVE);
            assertThat(early.summary()).isEqualTo("waiting for 30 more requests to k8s2 (20 of 50 seen)");
        }

        @Test
        void shouldBeHealthyOnceTheSourceIsMeasured() {
            Assessment measured = assess(BASELINE, GATHERING, window(0, fast(1000, 2), Traffic.NONE));

            assertThat(measured.verdict()).isEqualTo(HEALTHY);
            assertThat(measured.summary()).isEqualTo("k8s2 is measured: 2 of 1000 requests failed (0.2 %)");
            assertThat(measured.findings()).isEmpty();
        }

        @Test
        void shouldNotTakeAnOlderReferenceForAMeasuredSource() {
            Evidence retried = assess(BASELINE, GATHERING, window(0, fast(1000, 0), Traffic.NONE))
                    .evidence()
                    .restarted()
                    .validFrom(START.plusSeconds(10));

            assertThat(assess(BASELINE, retried, window(1, fast(1, 0), Traffic.NONE))
                            .verdict())
                    .isEqualTo(INCONCLUSIVE);
        }
    }

    @Nested
    class WithEverythingAtTheDestination {
        private final Evidence evidence = assess(TENTH, GATHERING, window(0, fast(900, 1), fast(100, 0)))
                .evidence()
                .restarted()
                .validFrom(START.plusSeconds(10));

        @Test
        void shouldCompareWithTheSourceOfAnEarlierWeight() {
            Assessment good = assess(ALL, evidence, window(1, Traffic.NONE, fast(1000, 1)));

            assertThat(good.verdict()).isEqualTo(HEALTHY);
            assertThat(good.summary())
                    .isEqualTo("1 of 1000 requests to eks1 failed (0.1 %) while k8s2 failed 0.1 %; limit 0.7 %;"
                            + " p99 of eks1 is 24.8 ms while k8s2 has 24.8 ms; limit 47.1 ms");
        }

        @Test
        void shouldCondemnAgainstTheSourceOfAnEarlierWeight() {
            // the source's 1 of 900 may be 1.2 %, which allows 2.3 %; 25 of 1000: at least 1.4 %, 50 of 1000: at least
            // 3.3 %
            assertThat(assess(ALL, evidence, window(1, Traffic.NONE, fast(1000, 25)))
                            .verdict())
                    .isEqualTo(INCONCLUSIVE);
            assertThat(assess(ALL, evidence, window(1, Traffic.NONE, fast(1000, 50)))
                            .verdict())
                    .isEqualTo(DEGRADED);
        }

        @Test
        void shouldKeepTheReferenceWhileItGathers() {
            Assessment soFar = assess(ALL, evidence, window(1, Traffic.NONE, fast(10, 0)));

            assertThat(soFar.evidence().reference()).isEqualTo(fast(900, 1));
            assertThat(soFar.evidence().restarted().reference()).isEqualTo(fast(900, 1));
        }
    }

    private static Assessment assess(TrafficSplit split, Evidence evidence, MetricWindow window) {
        return JUDGE.assess(Objectives.DEFAULT, split, evidence, window);
    }
}
