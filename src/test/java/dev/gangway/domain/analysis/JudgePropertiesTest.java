package dev.gangway.domain.analysis;

import static dev.gangway.domain.analysis.Samples.EKS1;
import static dev.gangway.domain.analysis.Samples.K8S2;
import static dev.gangway.domain.analysis.Samples.START;
import static dev.gangway.domain.analysis.Samples.histogram;
import static dev.gangway.domain.analysis.Samples.knowing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.domain.traffic.Ladder;
import dev.gangway.domain.traffic.TrafficSplit;
import dev.gangway.domain.traffic.Weight;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds for the judge whatever it sees: shifts of windows drawn from a seed, sane or not. */
class JudgePropertiesTest {
    private static final long SEED = Long.getLong("gangway.properties.seed", 20250115L);
    private static final int SHIFTS = 150;
    private static final int WINDOWS = 80;

    private final Judge judge = new Judge();

    @Test
    void shouldStaySaneWhateverItSees() {
        for (int shift = 0; shift < SHIFTS; shift++) {
            Random random = new Random(SEED + shift);
            Evidence evidence = knowing(past(random));
            TrafficSplit split = Samples.toDestination(0);
            Instant at = START;
            for (int n = 0; n < WINDOWS; n++) {
                String where = "shift %d, window %d, seed %d".formatted(shift, n, SEED + shift);
                MetricWindow window = window(random, at);
                at = window.to().plusSeconds(random.nextInt(10) == 0 ? random.nextInt(3000) : 0);
                Assessment assessment = judge.assess(Objectives.DEFAULT, Ladder.DEFAULT, split, evidence, window);
                check(assessment, split, window, where);
                if (assessment.verdict() == Verdict.DEGRADED) {
                    break;
                }
                Weight next = assessment.advised().orElse(split.toDestination());
                evidence = assessment.evidence();
                if (!next.equals(split.toDestination())) {
                    evidence = evidence.restarted(split.toDestination()).validFrom(at.plusSeconds(random.nextInt(20)));
                    split = split.withDestination(next);
                }
            }
        }
    }

    @Test
    void shouldNeverJudgeADestinationOfWhichNothingIsSeen() {
        for (int shift = 0; shift < SHIFTS; shift++) {
            Random random = new Random(SEED + shift);
            Evidence evidence = knowing(past(random), 0);
            for (int n = 0; n < WINDOWS; n++) {
                Instant from = START.plusSeconds(10L * n);
                Traffic source = random.nextBoolean() ? traffic(random) : Traffic.NONE;
                MetricWindow empty = new MetricWindow(from, from.plusSeconds(10), Map.of(K8S2, source), 0);
                Assessment assessment =
                        judge.assess(Objectives.DEFAULT, Ladder.DEFAULT, Samples.toDestination(100), evidence, empty);

                assertThat(assessment.verdict())
                        .as("shift %d, window %d, seed %d", shift, n, SEED + shift)
                        .isEqualTo(Verdict.INCONCLUSIVE);
                evidence = assessment.evidence();
            }
        }
    }

    private static void check(Assessment assessment, TrafficSplit split, MetricWindow window, String where) {
        Evidence evidence = assessment.evidence();
        assertThat(assessment.summary()).as(where).isNotBlank().doesNotContain("NaN", "null", "%s", ";;", "  ");
        assertThat(evidence.tracks()).as(where).allSatisfy(track -> {
            assertThat(track.harm().total()).isFinite().isNotNegative();
            assertThat(HarmEvidence.of(track.harm().odds(), track.harm().staked()))
                    .isEqualTo(track.harm());
        });
        assertThat(evidence.rounded().rounded()).as(where).isEqualTo(evidence.rounded());
        assertThat(evidence.rate()).as(where).isFinite().isNotNegative();
        Weight present = split.toDestination();
        boolean begins = present.equals(Weight.NONE);
        Weight most = begins ? new Weight(250) : Ladder.DEFAULT.above(present);
        assessment
                .advised()
                .ifPresent(advised ->
                        assertThat(advised).as(where).isGreaterThan(Weight.NONE).isLessThanOrEqualTo(most));
        if (assessment.verdict() == Verdict.HEALTHY && !begins) {
            Instant soaked = evidence.validFrom()
                    .orElseThrow()
                    .plus(Objectives.DEFAULT.risk().maximumSoak());
            assertThat(evidence.destination().requests())
                    .as(where)
                    .isGreaterThanOrEqualTo(window.to().isBefore(soaked) ? 5 : 1);
        }
        if (assessment.verdict() == Verdict.DEGRADED) {
            assertThat(window.of(EKS1).requests() + window.lost()).as(where).isPositive();
        }
    }

    private static List<MetricWindow> past(Random random) {
        List<MetricWindow> windows = new ArrayList<>();
        for (int n = -random.nextInt(400); n < 0; n++) {
            Instant from = START.plusSeconds(10L * n);
            windows.add(new MetricWindow(
                    from, from.plusSeconds(10), Map.of(K8S2, traffic(random)), random.nextInt(20) == 0 ? 3 : 0));
        }
        return windows;
    }

    private static MetricWindow window(Random random, Instant at) {
        return new MetricWindow(
                at.minusSeconds(random.nextInt(15)),
                at.plusSeconds(random.nextInt(60)),
                Map.of(K8S2, traffic(random), EKS1, traffic(random)),
                random.nextInt(10) == 0 ? random.nextInt(50) : 0);
    }

    /** From nothing to a million requests; all, some or none of them failed, fast or slow. */
    private static Traffic traffic(Random random) {
        long requests = (long) Math.pow(10, 6 * random.nextDouble()) - 1;
        long failures =
                switch (random.nextInt(20)) {
                    case 0 -> requests;
                    case 1 -> requests / 10;
                    default -> requests / 1000;
                };
        long served = requests - failures;
        long slow = random.nextInt(10) == 0 ? served : served / (10 + random.nextInt(100));
        long endless = random.nextInt(10) == 0 ? slow / 2 : 0;
        return new Traffic(requests, failures, histogram(served - slow, 0, 0, slow - endless, endless));
    }
}
