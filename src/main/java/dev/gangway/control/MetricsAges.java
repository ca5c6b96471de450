package dev.gangway.control;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/** How fresh the metrics of each cluster are, for who looks at them. Answers from what was heard last, and waits for nobody. */
public interface MetricsAges {

    /** What was heard last of a cluster's; empty = nothing yet, or nothing watches it. Where that is old it is asked for again. */
    Optional<Heard> of(String cluster);

    /**
     * An answer.
     *
     * @param newest when the newest sample was taken; empty where that is not known
     * @param problem why not, without secrets; empty where it is known
     */
    record Heard(Optional<Instant> newest, Optional<String> problem) {
        /** Needs both. */
        public Heard {
            requireNonNull(newest, "newest");
            requireNonNull(problem, "problem");
        }

        /** It is known. */
        public static Heard of(Instant newest) {
            return new Heard(Optional.of(newest), Optional.empty());
        }

        /** It is not known. */
        public static Heard lacking(String problem) {
            return new Heard(Optional.empty(), Optional.of(problem));
        }
    }
}
