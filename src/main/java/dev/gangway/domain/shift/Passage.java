package dev.gangway.domain.shift;

import static java.util.Objects.requireNonNull;

import dev.gangway.domain.traffic.Weight;

/**
 * One way forward, of one attempt: what windows, approvals and gates are asked about.
 *
 * @param kind which
 * @param attempt of the shift
 * @param to the destination's weight that it leads to; none for the start, and for a preview
 */
public record Passage(Kind kind, int attempt, Weight to) {
    /** The ways forward. */
    public enum Kind {
        /** To begin, or to begin again. */
        START("the start"),
        /** To a preview, or to a higher weight that leaves a control at the source. */
        RISE("a step"),
        /** To all traffic. */
        PROMOTION("the promotion");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /** Needs both; throws IllegalArgumentException for an attempt below 1. */
    public Passage {
        requireNonNull(kind, "kind");
        requireNonNull(to, "to");
        if (attempt < 1) {
            throw new IllegalArgumentException("attempt " + attempt + " is below 1");
        }
    }

    static Passage start(int attempt) {
        return new Passage(Kind.START, attempt, Weight.NONE);
    }

    static Passage rise(Observation seen, Weight to) {
        return new Passage(to.equals(Weight.ALL) ? Kind.PROMOTION : Kind.RISE, seen.attempt(), to);
    }

    /** As people name it: the start, 25 %. */
    public String words() {
        return to.equals(Weight.NONE) ? kind.words : to.toString();
    }
}
