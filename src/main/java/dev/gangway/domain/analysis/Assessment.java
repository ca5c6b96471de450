package dev.gangway.domain.analysis;

import static java.util.Objects.requireNonNull;

import dev.gangway.domain.traffic.Weight;
import java.util.List;
import java.util.Optional;

/**
 * The judge's answer with all that it rests on.
 *
 * @param verdict the answer
 * @param advised the weight that the destination should have next: higher when HEALTHY, lower where an INCONCLUSIVE one is
 *     better looked into at a lower price; empty = the present one, or whatever comes next
 * @param evidence what is gathered now, to be handed in again at the next tick
 * @param account what was found, and what it means in words
 */
public record Assessment(Verdict verdict, Optional<Weight> advised, Evidence evidence, Account account) {
    /** Needs all parts. */
    public Assessment {
        requireNonNull(verdict, "verdict");
        requireNonNull(advised, "advised");
        requireNonNull(evidence, "evidence");
        requireNonNull(account, "account");
    }

    /** With findings and a sentence that are there already. */
    public Assessment(
            Verdict verdict, Optional<Weight> advised, Evidence evidence, List<Finding> findings, String summary) {
        this(verdict, advised, evidence, new Account(() -> findings, told -> summary));
    }

    /** What was found for each objective. */
    public List<Finding> findings() {
        return account.findings();
    }

    /** One plain sentence: what was seen, against what, and what is awaited. */
    public String summary() {
        return account.sentence();
    }

    /**
     * The same, but that the destination does not rise. Harm stays harm, and a lower weight that is advised stays advised: both
     * are about something worse.
     *
     * @param why what keeps it, to be told first
     */
    public Assessment held(String why) {
        boolean falls = verdict == Verdict.DEGRADED || (verdict == Verdict.INCONCLUSIVE && advised.isPresent());
        return falls ? this : new Assessment(Verdict.INCONCLUSIVE, Optional.empty(), evidence, account.after(why));
    }

    /** The source's past could not be read: the evidence stays as it is. */
    public static Assessment withoutPast(Evidence evidence, History.Unavailable past) {
        return new Assessment(
                Verdict.INCONCLUSIVE,
                Optional.empty(),
                evidence,
                Account.of("the past of the source could not be read: " + past.detail()));
    }

    /** Nothing could be read: the evidence stays as it is. */
    public static Assessment withoutReading(Evidence evidence, Reading.Unavailable reading) {
        return new Assessment(Verdict.INCONCLUSIVE, Optional.empty(), evidence, Account.of(reading.detail()));
    }
}
