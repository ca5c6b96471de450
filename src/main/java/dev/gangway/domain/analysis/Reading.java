package dev.gangway.domain.analysis;

import static java.util.Objects.requireNonNull;

/** What came of asking for a service's metrics once: a window, or why there is none. These are never mixed up. */
public sealed interface Reading {

    /** Every source answered in full. */
    record Taken(MetricWindow window) implements Reading {
        /** Needs a window. */
        public Taken {
            requireNonNull(window, "window");
        }
    }

    /**
     * There is no window to judge.
     *
     * @param problem what kind of lack it is
     * @param detail one sentence that names the source and what it answered
     */
    record Unavailable(Problem problem, String detail) implements Reading {
        /** Needs both. */
        public Unavailable {
            requireNonNull(problem, "problem");
            requireNonNull(detail, "detail");
        }
    }

    /** The kinds of lack. */
    enum Problem {
        /** No source answered, or the call failed. */
        FAILED,
        /** All sources answered, and none knows this service. */
        EMPTY,
        /** Some sources answered and some did not, or a source could not see the whole window. */
        PARTIAL,
        /** An answer that is not a count: NaN, infinite, negative or of another form. */
        INVALID
    }
}
