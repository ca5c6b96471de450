package dev.gangway.domain.analysis;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** What came of asking for a service's past: windows, or why there are none. */
public sealed interface History {

    /**
     * Every source answered.
     *
     * @param windows in the order of time, none overlapping another; a span that some source could not see whole is left
     *     out, since a gap is no zero
     */
    record Recorded(List<MetricWindow> windows) implements History {
        /** Copies the windows. */
        public Recorded {
            windows = List.copyOf(windows);
        }
    }

    /**
     * There is no past to be had.
     *
     * @param problem what kind of lack it is
     * @param detail one sentence that names the source and what it answered
     */
    record Unavailable(Reading.Problem problem, String detail) implements History {
        /** Needs both. */
        public Unavailable {
            requireNonNull(problem, "problem");
            requireNonNull(detail, "detail");
        }
    }
}
