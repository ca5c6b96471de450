package dev.gangway.bench.decision;

import java.util.List;

/** One shift by Argo Rollouts. */
final class ArgoRun implements Policy.Run {
    private static final int WINDOW_SECONDS = 60;

    private final RecentRequests destination = new RecentRequests(WINDOW_SECONDS);
    private final List<ArgoMetric> analysis = List.of(
            new ArgoMetric(measured -> measured.successPercent() >= 99),
            new ArgoMetric(measured -> measured.slowestHundredthMilliseconds() <= 500));
    private Policy.End end = Policy.End.NOT_YET;

    @Override
    public Policy.Standing look(int seconds, Tick seen) {
        destination.add(seen == null ? null : seen.destination());
        int weightPercent = ArgoPolicy.STEP_PERCENT * (1 + seconds / ArgoPolicy.PAUSE_SECONDS);
        if (end == Policy.End.NOT_YET) {
            end = end(seconds, weightPercent);
        }
        return switch (end) {
            case NOT_YET -> new Policy.Standing(weightPercent / 100.0, end);
            case COMPLETED -> new Policy.Standing(1, end);
            case ROLLED_BACK -> new Policy.Standing(0, end);
        };
    }

    /** The analysis ends with the last pause: what is wrong at 100 % is not seen. It goes back as soon as a metric fails. */
    private Policy.End end(int seconds, int weightPercent) {
        if (weightPercent >= 100) {
            return Policy.End.COMPLETED;
        }
        boolean failed = false;
        for (ArgoMetric metric : analysis) {
            if (metric.isDue(seconds)) {
                failed |= metric.measure(seconds, destination.over(WINDOW_SECONDS));
            }
        }
        return failed ? Policy.End.ROLLED_BACK : Policy.End.NOT_YET;
    }
}
