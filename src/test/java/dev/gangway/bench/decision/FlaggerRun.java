package dev.gangway.bench.decision;

/** One shift by Flagger: advanceCanary of pkg/controller/scheduler.go, at time 0 and then every interval. */
final class FlaggerRun implements Policy.Run {
    /** Flagger's phases, as far as traffic moves in them. */
    private enum Phase {
        PROGRESSING,
        PROMOTING,
        FINALISING,
        SUCCEEDED,
        FAILED
    }

    private final FlaggerPolicy policy;
    private final RecentRequests destination;
    private Phase phase = Phase.PROGRESSING;
    private int weightPercent;
    private int failedChecks;

    FlaggerRun(FlaggerPolicy policy) {
        this.policy = policy;
        destination = new RecentRequests(Math.max(policy.successSeconds(), policy.durationSeconds()));
    }

    @Override
    public Policy.Standing look(int seconds, Tick seen) {
        destination.add(seen == null ? null : seen.destination());
        if (seconds % policy.intervalSeconds() == 0) {
            advance();
        }
        return new Policy.Standing(weightPercent / 100.0, end());
    }

    private Policy.End end() {
        return switch (phase) {
            case PROGRESSING, PROMOTING, FINALISING -> Policy.End.NOT_YET;
            case SUCCEEDED -> Policy.End.COMPLETED;
            case FAILED -> Policy.End.ROLLED_BACK;
        };
    }

    private void advance() {
        switch (phase) {
            case PROGRESSING -> progress();
            case PROMOTING -> {
                // What Flagger gives to the primary that now runs the new version, goes to the destination here.
                weightPercent = 100;
                phase = Phase.FINALISING;
            }
            case FINALISING -> phase = Phase.SUCCEEDED;
            case SUCCEEDED, FAILED -> {}
        }
    }

    /** The threshold is looked at before the metrics are: it goes back one interval after the last failed check. */
    private void progress() {
        if (failedChecks >= policy.threshold()) {
            weightPercent = 0;
            phase = Phase.FAILED;
        } else if (weightPercent > 0 && !isHealthy()) {
            failedChecks++;
        } else if (weightPercent < policy.maxPercent()) {
            weightPercent = Math.min(100, weightPercent + policy.stepPercent());
        } else {
            phase = Phase.PROMOTING;
        }
    }

    /** No value, or one that is not a number, is a failed check; a duration is cut to whole milliseconds. */
    private boolean isHealthy() {
        double success = destination.over(policy.successSeconds()).successPercent();
        double duration = destination.over(policy.durationSeconds()).slowestHundredthMilliseconds();
        return success >= FlaggerPolicy.MIN_SUCCESS_PERCENT
                && !Double.isNaN(duration)
                && (long) duration <= FlaggerPolicy.MAX_DURATION_MILLISECONDS;
    }
}
