package dev.gangway.bench.decision;

import java.util.List;

/** One way to move traffic: Gangway's, or a peer's. */
interface Policy {
    String name();

    /**
     * Begins one shift at time 0.
     *
     * @param history the source's base ticks of the last hour, oldest first; the destination's counts in it are zero
     */
    Run begin(List<Counts> history);

    /** One shift under way. */
    interface Run {
        /**
         * Told once every base tick what can be seen by then: the tick that ended {@value Tick#SECONDS} s ago.
         *
         * @param seconds since the shift began: 0 at the first call, which sees nothing yet
         * @param seen null where nothing is to be seen: at the first call, or where a window is missing
         */
        Standing look(int seconds, Tick seen);
    }

    /**
     * What stands after a look.
     *
     * @param weight the destination's share, from 0 to 1
     * @param end whether the policy has come to its end; a completed one may still be watching and go back
     */
    record Standing(double weight, End end) {}

    /** How a shift ended. */
    enum End {
        NOT_YET,
        COMPLETED,
        ROLLED_BACK
    }
}
