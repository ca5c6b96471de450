package dev.gangway.bench.decision;

import java.util.List;

/**
 * Argo Rollouts, as argoproj/argo-rollouts@9f8d111 decides in analysis/analysis.go and utils/evaluate/evaluate.go: weights
 * of 20, 40, 60 and 80 % with pauses of five minutes, and in the background an analysis, every minute over the last minute, of
 * success ({@code result[0] >= 0.99}) and of the p99 ({@code result[0] <= 500}), each with a failureLimit of 3.
 */
final class ArgoPolicy implements Policy {
    static final int STEP_PERCENT = 20;
    static final int PAUSE_SECONDS = 300;

    @Override
    public String name() {
        return "argo-99";
    }

    @Override
    public Run begin(List<Counts> history) {
        return new ArgoRun();
    }
}
