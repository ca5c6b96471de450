package dev.gangway.domain.analysis;

import dev.gangway.domain.traffic.TrafficSplit;
import dev.gangway.domain.traffic.Weight;
import java.util.List;

/**
 * Says whether a destination keeps its objectives, on what was gathered at the present weight and on the latest window
 * alone. Pure and without state.
 *
 * <p>DEGRADED needs at least {@value #BAD_ONES} bad requests and the lower bound of their share, at {@value #SURENESS}
 * standard deviations (about 1 in 740 by chance), above what the source may be at most by the same measure. HEALTHY needs
 * enough requests, and their share of bad ones within {@value #LEANING} standard deviation of the limit: one failed request
 * among the first fifty is no reason to wait for hundreds more. All between is INCONCLUSIVE.
 */
public final class Judge {
    static final double SURENESS = 3;
    static final double LEANING = 1;
    static final int BAD_ONES = 5;

    /** Above this the source itself is broken, and nothing can be judged by it. */
    static final double BROKEN = 0.5;

    /** Assesses one window and adds it to the evidence if it is of the present weight. */
    public Assessment assess(Objectives objectives, TrafficSplit split, Evidence evidence, MetricWindow window) {
        Evidence gathered = evidence.plus(window, split);
        if (split.toDestination().equals(Weight.NONE)) {
            return baseline(objectives, split, gathered);
        }
        Reference now = new Reference(gathered.sourceEver(), window.of(split.source()), objectives.minimumRequests());
        List<Finding> harm =
                degraded(new Comparison(objectives, split, now, gathered.destinationIn(window, split)).findings());
        if (!harm.isEmpty()) {
            return new Assessment(Verdict.DEGRADED, gathered, harm, sentences(harm));
        }
        Reference sofar = new Reference(gathered.sourceEver(), gathered.source(), objectives.minimumRequests());
        return assessment(gathered, new Comparison(objectives, split, sofar, gathered.destination()).findings());
    }

    /** At weight 0 only the source can be measured: enough of it, and that it works, is what the first step needs. */
    private static Assessment baseline(Objectives objectives, TrafficSplit split, Evidence gathered) {
        Proportion failed = gathered.source().failureProportion().plus(lost(gathered));
        if (failed.trials() < objectives.minimumRequests()) {
            return new Assessment(
                    Verdict.INCONCLUSIVE,
                    gathered,
                    List.of(),
                    Words.waitingFor(objectives.minimumRequests(), failed.trials(), split.source()));
        }
        return failed.ratio() > BROKEN
                ? new Assessment(
                        Verdict.INCONCLUSIVE,
                        gathered,
                        List.of(),
                        "%s of %s: too broken to compare with; waiting until it works"
                                .formatted(Words.failed(failed), split.source()))
                : new Assessment(
                        Verdict.HEALTHY,
                        gathered,
                        List.of(),
                        "%s is measured: %s".formatted(split.source(), Words.failed(failed)));
    }

    private static Proportion lost(Evidence gathered) {
        return new Proportion(gathered.lost().hits(), gathered.lost().hits());
    }

    private static Assessment assessment(Evidence gathered, List<Finding> findings) {
        List<Finding> harm = degraded(findings);
        boolean healthy = findings.stream().allMatch(f -> f.verdict() == Verdict.HEALTHY);
        Verdict verdict = !harm.isEmpty() ? Verdict.DEGRADED : healthy ? Verdict.HEALTHY : Verdict.INCONCLUSIVE;
        return new Assessment(verdict, gathered, findings, sentences(harm.isEmpty() ? findings : harm));
    }

    private static List<Finding> degraded(List<Finding> findings) {
        return findings.stream().filter(f -> f.verdict() == Verdict.DEGRADED).toList();
    }

    private static String sentences(List<Finding> findings) {
        return String.join(
                "; ", findings.stream().map(Finding::sentence).distinct().toList());
    }
}
