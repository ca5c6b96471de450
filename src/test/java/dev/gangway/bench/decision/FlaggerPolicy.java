package dev.gangway.bench.decision;

import java.util.List;

/**
 * Flagger, as fluxcd/flagger@15bd6ad decides in pkg/controller/scheduler.go and scheduler_metrics.go: success of at least
 * 99 % and a p99 of at most 500 ms.
 *
 * @param threshold failed checks, over the whole shift, that make it go back
 * @param successSeconds the window of request-success-rate
 * @param durationSeconds the window of request-duration
 */
record FlaggerPolicy(
        String name,
        int intervalSeconds,
        int stepPercent,
        int maxPercent,
        int threshold,
        int successSeconds,
        int durationSeconds)
        implements Policy {
    static final double MIN_SUCCESS_PERCENT = 99;
    static final long MAX_DURATION_MILLISECONDS = 500;

    /** The canary of docs/gitbook/tutorials/istio-progressive-delivery.md, with windows of one interval. */
    static FlaggerPolicy everyMinute() {
        return new FlaggerPolicy("flagger-1m", 60, 10, 50, 5, 60, 60);
    }

    /** The canary of artifacts/examples/istio-canary.yaml. */
    static FlaggerPolicy everyFifteenSeconds() {
        return new FlaggerPolicy("flagger-15s", 15, 5, 50, 10, 60, 30);
    }

    @Override
    public Run begin(List<Counts> history) {
        return new FlaggerRun(this);
    }
}
