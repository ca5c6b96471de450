package dev.gangway.domain.analysis;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The judge's answer with all that it rests on.
 *
 * @param verdict the answer
 * @param evidence what is gathered now, to be handed in again at the next tick
 * @param findings what was found for each objective
 * @param summary one plain sentence: what was seen, against what, and what is awaited
 */
public record Assessment(Verdict verdict, Evidence evidence, List<Finding> findings, String summary) {
    /** Copies the findings. */
    public Assessment {
        requireNonNull(verdict, "verdict");
        requireNonNull(evidence, "evidence");
        findings = List.copyOf(findings);
        requireNonNull(summary, "summary");
    }

    /** Nothing could be read: the evidence stays as it is. */
    public static Assessment withoutReading(Evidence evidence, Reading.Unavailable reading) {
        return new Assessment(Verdict.INCONCLUSIVE, evidence, List.of(), reading.detail());
    }
}
