package dev.gangway.bench.decision;

import java.util.function.Predicate;

/**
 * One metric of an AnalysisRun, with a successCondition only. Its failures add up and are never forgotten; errors are only
 * those in a row.
 */
final class ArgoMetric {
    /** An initialDelay of the window's length, without which the first measurement would be of a destination without traffic. */
    private static final int INITIAL_DELAY_SECONDS = 60;

    private static final int INTERVAL_SECONDS = 60;
    /** DefaultErrorRetryInterval: after an error, whatever the interval is. */
    private static final int ERROR_RETRY_SECONDS = 10;

    private static final int FAILURE_LIMIT = 3;
    /** DefaultConsecutiveErrorLimit. */
    private static final int CONSECUTIVE_ERROR_LIMIT = 4;

    private final Predicate<Measured> successCondition;
    private int dueSeconds = INITIAL_DELAY_SECONDS;
    private int failures;
    private int consecutiveErrors;

    ArgoMetric(Predicate<Measured> successCondition) {
        this.successCondition = successCondition;
    }

    boolean isDue(int seconds) {
        return seconds >= dueSeconds;
    }

    /**
     * Takes a measurement, and says whether the metric has failed for good. An empty vector has no {@code result[0]}, which is an
     * error; without requests the result is not a number, which no condition is true of, and that is a failure.
     */
    boolean measure(int seconds, Measured measured) {
        if (measured.seen()) {
            consecutiveErrors = 0;
            dueSeconds = seconds + INTERVAL_SECONDS;
            if (!successCondition.test(measured)) {
                failures++;
            }
        } else {
            consecutiveErrors++;
            dueSeconds = seconds + ERROR_RETRY_SECONDS;
        }
        return failures > FAILURE_LIMIT || consecutiveErrors > CONSECUTIVE_ERROR_LIMIT;
    }
}
