package dev.gangway.domain.shift;

import java.util.Optional;

/**
 * Where a shift is. Each phase names the routes that are to stand while it lasts, and decides on what was seen by
 * returning a value. Nothing here reads a clock, logs or writes.
 *
 * <p>In every phase that is under way the order of precedence is: deletion, a wanted rollback, a DEGRADED verdict, a gate
 * that takes it back, a wanted pause, a wanted promotion, a pause for lack of metrics, and last the phase's own progress.
 */
public sealed interface Phase
        permits Phase.Moving, Pending, Observing, Paused, RollingBack, RolledBack, Succeeded, Restoring, Released {

    /** The phases by name, for the outside. */
    enum Kind {
        PENDING("Pending"),
        OBSERVING("Observing"),
        PREPARING("Preparing"),
        PREVIEWING("Previewing"),
        SHIFTING("Shifting"),
        PAUSED("Paused"),
        BAKING("Baking"),
        ROLLING_BACK("RollingBack"),
        ROLLED_BACK("RolledBack"),
        SUCCEEDED("Succeeded"),
        RESTORING("Restoring"),
        RELEASED("Released");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        /** The name as people and programs outside read it. */
        public String title() {
            return title;
        }

        /** Whether metrics are read and judged: destination traffic can be harmed here. */
        public boolean isJudged() {
            return this == OBSERVING || this == PREVIEWING || this == SHIFTING || this == PAUSED || this == BAKING;
        }

        /** Whether the shift is on its way to the destination, or waits to be. */
        public boolean isUnderWay() {
            return this == PENDING || this == PREPARING || (isJudged() && this != OBSERVING);
        }

        /** Whether the shift rests until somebody wants something. */
        public boolean isTerminal() {
            return this == ROLLED_BACK || this == SUCCEEDED || this == RELEASED;
        }
    }

    /** This phase by name. */
    Kind kind();

    /** The routes that are to stand while this phase lasts; empty = none are asked for, those that stand are left alone. */
    Optional<RouteTarget> target(ShiftPlan plan);

    /** What is to be done next. */
    Decision decide(ShiftPlan plan, Observation seen);

    /** A phase that a pause can interrupt. */
    sealed interface Moving extends Phase permits Preparing, Previewing, Shifting, Baking {}
}
