package dev.gangway.domain.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the evidence of harm comes to over many runs with counts drawn from a seed. */
class HarmEvidenceByChanceTest {
    private static final long SEED = Long.getLong("gangway.evidence.seed", 20250115L);
    private static final double LIMIT = 0.01;
    private static final double UNLIMITED = 700;
    private static final int RUNS = 2_000;
    private static final int TICKS = 200;

    private final Random random = new Random(SEED);

    /** Ville's inequality: whoever looks after every tick still reaches 1/α by chance in at most α of all runs. */
    @ParameterizedTest
    @CsvSource({
        "0.01, 100, 0.1, 700",
        "0.01, 100, 0.05, 700",
        "0.01, 1000, 0.05, 700",
        "0.01, 5, 0.05, 700",
        "0.01, 1000, 0.01, 700",
        "0.01, 100, 0.05, 2",
        "0.005, 1000, 0.01, 700",
    })
    void shouldReachOneOverAlphaByChanceInAtMostAlphaOfAllRuns(double ratio, int requests, double alpha, double most) {
        int reached = 0;
        for (int run = 0; run < RUNS; run++) {
            reached += ticksUntil(1 / alpha, ratio, requests, most) <= TICKS ? 1 : 0;
        }

        assertThat(new Proportion(reached, RUNS).lowerBound(3))
                .as("share of runs that reach %s:1, %d of %d, seed %d", 1 / alpha, reached, RUNS, SEED)
                .isLessThanOrEqualTo(alpha);
    }

    @ParameterizedTest
    @CsvSource({
        "1.00, 10, 2", // a blackhole, by 1 or 2 ticks of 10
        "0.10, 100, 4",
        "0.05, 100, 12",
        "0.02, 1000, 20",
    })
    void shouldFindHarmInNearlyEveryRunAndSoon(double ratio, int requests, int ticks) {
        int found = 0;
        for (int run = 0; run < RUNS; run++) {
            found += ticksUntil(1000, ratio, requests, UNLIMITED) <= ticks ? 1 : 0;
        }

        assertThat(found).as("of %d runs, seed %d", RUNS, SEED).isGreaterThanOrEqualTo(RUNS * 95 / 100);
    }

    @Test
    void shouldFindHarmThatBeginsLate() {
        int found = 0;
        for (int run = 0; run < RUNS; run++) {
            HarmEvidence evidence = HarmEvidence.NONE;
            for (int n = 0; n < TICKS; n++) {
                evidence = after(evidence, LIMIT / 2, 100, UNLIMITED, n);
            }
            for (int n = 0; n < 6; n++) {
                evidence = after(evidence, 0.15, 100, UNLIMITED, TICKS + n);
            }
            found += evidence.total() >= 1000 ? 1 : 0;
        }

        assertThat(found).as("of %d runs, seed %d", RUNS, SEED).isGreaterThanOrEqualTo(RUNS * 95 / 100);
    }

    private int ticksUntil(double odds, double ratio, int requests, double most) {
        HarmEvidence evidence = HarmEvidence.NONE;
        int ticks = 0;
        while (evidence.total() < odds && ticks <= TICKS) {
            evidence = after(evidence, ratio, requests, most, ticks++);
        }
        return ticks;
    }

    private HarmEvidence after(HarmEvidence before, double ratio, int requests, double most, int tick) {
        Tally seen = new Tally(Samples.binomial(random, requests, ratio), requests);
        return before.after(seen, LIMIT, 1, most, tick == 0 ? 0.5 : 0.002);
    }
}
