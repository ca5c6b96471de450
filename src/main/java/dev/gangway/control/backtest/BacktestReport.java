package dev.gangway.control.backtest;

import static java.util.Objects.requireNonNull;

import dev.gangway.domain.analysis.Proportion;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.ServiceRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What came of placebo shifts.
 *
 * @param service that was played
 * @param record what it was played over
 * @param placebos how many shifts were played in each scenario
 * @param seed plays the same ones again
 * @param healthy the service as it was: each rollback is one for nothing
 * @param regressions the same with failures added at the destination
 * @param mistakes the first few rollbacks for nothing
 */
public record BacktestReport(
        ServiceRef service,
        RecordSummary record,
        int placebos,
        long seed,
        Outcome healthy,
        List<Outcome> regressions,
        List<Mistake> mistakes) {
    /** Copies the lists. */
    public BacktestReport {
        requireNonNull(service, "service");
        requireNonNull(record, "record");
        requireNonNull(healthy, "healthy");
        regressions = List.copyOf(regressions);
        mistakes = List.copyOf(mistakes);
    }

    /**
     * What was played over.
     *
     * @param source whose traffic it is
     * @param from where it begins
     * @param to where it ends
     * @param recorded how much of that time is recorded
     * @param windows how many looks that makes
     * @param window how long a window is; all times are whole numbers of these
     * @param requestsPerSecond to the source, on an average
     */
    public record RecordSummary(
            ClusterName source,
            Instant from,
            Instant to,
            Duration recorded,
            int windows,
            Duration window,
            double requestsPerSecond) {}

    /**
     * How the shifts of one scenario went.
     *
     * @param failing the share of the destination's requests that were made to fail, from 0 to 1
     * @param rolledBack how many were rolled back
     * @param unfinished how many had neither succeeded nor been rolled back when the record ended, or after six hours
     * @param secondsToAll from the start until all traffic was at the destination, of those that were not rolled back
     * @param secondsToRollback from the first request to the destination until the rollback, of all
     * @param addedFailures how many requests failed only because they went to the destination, of all
     */
    public record Outcome(
            double failing,
            Share rolledBack,
            int unfinished,
            Quantiles secondsToAll,
            Quantiles secondsToRollback,
            Failures addedFailures) {}

    /**
     * So many of all, and the limits of the share behind it with 95 % confidence, by Wilson.
     *
     * @param count how many
     * @param of of how many
     */
    public record Share(int count, int of) {
        private static final double SURENESS = 1.959964;

        /** Count over all. */
        public double ratio() {
            return of == 0 ? 0 : (double) count / of;
        }

        /** The lower limit of the share. */
        public double low() {
            return count == 0 ? 0 : new Proportion(count, of).lowerBound(SURENESS);
        }

        /** The upper limit of the share. */
        public double high() {
            return count == of ? 1 : new Proportion(count, of).upperBound(SURENESS);
        }
    }

    /** Of all that count, also those that never came so far; empty where it is one of these, or nothing counts. */
    public record Quantiles(OptionalDouble median, OptionalDouble p90) {}

    /**
     * Requests.
     *
     * @param median of the runs
     * @param p95 of the runs
     * @param expected the mean of what was to be expected in each run
     */
    public record Failures(double median, double p95, double expected) {}

    /**
     * A rollback for nothing.
     *
     * @param began when the shift was started
     * @param at when it was rolled back
     * @param why the judge's words
     */
    public record Mistake(Instant began, Instant at, String why) {}
}
