package dev.gangway.domain.shift;

import static java.util.Objects.requireNonNull;

import dev.gangway.domain.analysis.Assessment;
import dev.gangway.domain.analysis.Finding;
import java.util.List;

/**
 * Why a decision was taken, with the numbers that led to it.
 *
 * @param cause what kind of reason
 * @param text one plain sentence
 * @param findings the value, limit and number of requests of each objective; empty where no number was involved
 */
public record Reason(Cause cause, String text, List<Finding> findings) {

    /** The kinds of reason; rollbacks are counted by them. */
    public enum Cause {
        /** Something must be put right before the shift can begin. */
        PREFLIGHT,
        /** Routes are being put in place, or are awaited. */
        ROUTES,
        /** A cluster can't be reached. */
        CLUSTER,
        /** The metrics say so, or say too little. */
        VERDICT,
        /** There are no metrics to judge by. */
        METRICS,
        /** A person wants it. */
        PERSON,
        /** An alert wants it. */
        ALERT,
        /** Another writer puts the routes back. */
        CONTEST,
        /** There are too few pods, or it is not known how many there are. */
        CAPACITY,
        /** No window is open, or a freeze holds. */
        WINDOW,
        /** Somebody must approve it first. */
        APPROVAL,
        /** A gate has not let it pass, or wants it taken back. */
        GATE,
        /** The time for it has come, or not yet. */
        TIME
    }

    /** Copies the findings. */
    public Reason {
        requireNonNull(cause, "cause");
        requireNonNull(text, "text");
        findings = List.copyOf(findings);
    }

    static Reason of(Cause cause, String text) {
        return new Reason(cause, text, List.of());
    }

    static Reason of(Assessment assessment) {
        return new Reason(Cause.VERDICT, assessment.summary(), assessment.findings());
    }

    /** The same with more to say. */
    Reason and(String more) {
        return new Reason(cause, text + "; " + more, findings);
    }

    static Reason of(Request request, String what) {
        Cause cause =
                switch (request.origin()) {
                    case PERSON -> Cause.PERSON;
                    case ALERT -> Cause.ALERT;
                    case CONTEST -> Cause.CONTEST;
                    case METRICS -> Cause.METRICS;
                };
        return Reason.of(cause, what + " by " + request.words());
    }
}
