package dev.gangway.domain.analysis;

import static dev.gangway.domain.analysis.Samples.GATHERING;
import static dev.gangway.domain.analysis.Samples.START;
import static dev.gangway.domain.analysis.Samples.fast;
import static dev.gangway.domain.analysis.Samples.window;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.domain.traffic.TrafficSplit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the judge says when only chance tells the two sides apart, over many shifts with windows drawn from a seed. */
class JudgeByChanceTest {
    private static final long SEED = Long.getLong("gangway.judge.seed", 20250115L);
    private static final int SHIFTS = 1_000;
    private static final int WINDOWS_PER_WEIGHT = 6;
    private static final int[] WEIGHTS = {10, 50, 100, 250, 500, 750, 950, 1000};

    private final Judge judge = new Judge();

    /** How often two equal sides are told apart, in 1,000 whole shifts of 48 windows each. */
    @ParameterizedTest
    @CsvSource({"0.001, 1000", "0.015, 1000", "0.015, 200", "0.05, 300", "0.015, 5000"})
    void shouldNotRollBackADestinationThatIsAsBadAsTheSource(double failing, int requests) {
        System.out.printf("JudgeByChanceTest: -Dgangway.judge.seed=%d%n", SEED);
        Random random = new Random(SEED);
        int rolledBack = 0;
        for (int shift = 0; shift < SHIFTS; shift++) {
            rolledBack += windowsUntilRolledBack(random, failing, failing, requests) > 0 ? 1 : 0;
        }

        assertThat(rolledBack)
                .as("shifts of %d rolled back by chance, seed %d", SHIFTS, SEED)
                .isLessThanOrEqualTo(SHIFTS / 200);
    }

    @Test
    void shouldNotExcuseTheDestinationByAnIncidentOfTheSourceThatIsOver() {
        Evidence incident = GATHERING
                .plus(window(0, fast(5_000, 1_500), Traffic.NONE), Samples.toDestination(0))
                .restarted()
                .validFrom(START.plusSeconds(10));
        Assessment after = judge.assess(
                Objectives.DEFAULT, Samples.toDestination(500), incident, window(1, fast(1_000, 1), fast(1_000, 150)));

        assertThat(after.verdict()).isEqualTo(Verdict.DEGRADED);
        assertThat(after.summary())
                .isEqualTo("150 of 1000 requests to eks1 failed (15 %) while k8s2 failed 0.1 %; limit 0.7 %");
    }

    @Test
    void shouldNotBlameTheDestinationForAnIncidentOfBothSidesThatIsOver() {
        Evidence evidence = GATHERING
                .plus(window(0, fast(5_000, 5), Traffic.NONE), Samples.toDestination(0))
                .restarted()
                .validFrom(START.plusSeconds(10));
        for (int n = 1; n < 20; n++) {
            int failed = n < 10 ? 300 : 1;
            Assessment assessment = judge.assess(
                    Objectives.DEFAULT,
                    Samples.toDestination(500),
                    evidence,
                    window(n, fast(1_000, failed), fast(1_000, failed)));
            assertThat(assessment.verdict()).as("window %d", n).isEqualTo(Verdict.HEALTHY);
            evidence = assessment.evidence();
        }
    }

    @Test
    void shouldRollBackABrokenDestinationInEveryShiftAndSoon() {
        Random random = new Random(SEED);
        for (int shift = 0; shift < SHIFTS; shift++) {
            assertThat(windowsUntilRolledBack(random, 0.001, 0.3, 1000))
                    .as("windows until shift %d is rolled back, seed %d", shift, SEED)
                    .isBetween(1, 2 * WINDOWS_PER_WEIGHT);
        }
    }

    /** Which window was DEGRADED, from 1; 0 = none. */
    private int windowsUntilRolledBack(Random random, double sourceFails, double destinationFails, int requests) {
        int n = 0;
        Evidence evidence = GATHERING;
        for (int i = 0; i < WINDOWS_PER_WEIGHT; i++) {
            Traffic source = fast(requests, failures(random, requests, sourceFails));
            evidence = judge.assess(
                            Objectives.DEFAULT, Samples.toDestination(0), evidence, window(n++, source, Traffic.NONE))
                    .evidence();
        }
        int seen = 0;
        for (int weight : WEIGHTS) {
            TrafficSplit split = Samples.toDestination(weight);
            evidence = evidence.restarted().validFrom(START.plusSeconds(10L * n));
            for (int i = 0; i < WINDOWS_PER_WEIGHT; i++) {
                int there = requests * weight / 1000;
                Traffic source = fast(requests - there, failures(random, requests - there, sourceFails));
                Traffic destination = fast(there, failures(random, there, destinationFails));
                Assessment assessment =
                        judge.assess(Objectives.DEFAULT, split, evidence, window(n++, source, destination));
                seen++;
                if (assessment.verdict() == Verdict.DEGRADED) {
                    return seen;
                }
                evidence = assessment.evidence();
            }
        }
        return 0;
    }

    /** Binomial, drawn by the gaps between failures. */
    private static long failures(Random random, int requests, double ratio) {
        long failures = 0;
        double at = gap(random, ratio);
        while (at <= requests) {
            failures++;
            at += gap(random, ratio);
        }
        return failures;
    }

    private static double gap(Random random, double ratio) {
        return Math.floor(Math.log(1 - random.nextDouble()) / Math.log(1 - ratio)) + 1;
    }
}
