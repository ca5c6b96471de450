package dev.gangway.control.backtest;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How one placebo shift went.
 *
 * @param began when it was started
 * @param ended when it ended
 * @param end how it ended
 * @param toAll from its start until all traffic was at the destination; empty where it never was
 * @param toRollback from the first request to the destination until it was rolled back; empty where it was not
 * @param added how many requests failed only because they went to the destination
 * @param expected how many of them were to be expected
 * @param why the reason of the last decision
 */
record Run(
        Instant began,
        Instant ended,
        End end,
        Optional<Duration> toAll,
        Optional<Duration> toRollback,
        long added,
        double expected,
        String why) {

    /** How a placebo shift can end. */
    enum End {
        SUCCEEDED,
        ROLLED_BACK,
        /** The record, or the time that a placebo is given, ended before. */
        UNFINISHED
    }
}
