package dev.gangway.adapter.crd;

import dev.gangway.control.ShiftState;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Reason;
import dev.gangway.domain.shift.RouteTrouble;
import dev.gangway.domain.shift.Shortage;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The shift's conditions as Kubernetes has them; a condition's time changes only with its status. */
final class Conditions {
    private Conditions() {}

    static List<Condition> of(ShiftState state, long generation, ConditionTimes before) {
        Phase.Kind phase = state.phase().kind();
        boolean begun = phase != Phase.Kind.PENDING || state.hold().isPresent();
        String problem = state.metricsProblem().orElse("");
        return List.of(
                condition("PreflightPassed", begun, begun ? "" : state.reason().text(), state, generation, before),
                condition(
                        "MetricsAvailable",
                        problem.isEmpty(),
                        problem.isEmpty() ? "AsExpected" : "NothingToJudgeBy",
                        problem,
                        state,
                        generation,
                        before),
                condition(
                        "ClustersReachable",
                        state.unreachable().isEmpty(),
                        String.join("; ", state.unreachable().values()),
                        state,
                        generation,
                        before),
                contested(state, generation, before),
                condition("RoutesWeavable", unweavable(state).isEmpty(), unweavable(state), state, generation, before),
                condition(
                        "NotInForce",
                        state.notInForce().isPresent(),
                        state.notInForce().isPresent() ? "SharesDiffer" : "AsExpected",
                        state.notInForce().orElse(""),
                        state,
                        generation,
                        before),
                capacity(state, generation, before),
                held(state, generation, before),
                condition(
                        "Succeeded",
                        phase == Phase.Kind.SUCCEEDED,
                        state.reason().text(),
                        state,
                        generation,
                        before));
    }

    /** Good when it is False. */
    private static Condition contested(ShiftState state, long generation, ConditionTimes before) {
        String message = troubles(state, trouble -> trouble.contestedBy().isPresent());
        String reason = message.isEmpty() ? "AsExpected" : "PutBackByAnotherWriter";
        return condition("Contested", !message.isEmpty(), reason, message, state, generation, before);
    }

    private static Condition capacity(ShiftState state, long generation, ConditionTimes before) {
        Optional<Shortage> shortage = state.capacity().shortage();
        String status =
                shortage.map(lacking -> lacking.known() ? "False" : "Unknown").orElse("True");
        String reason = shortage.map(lacking -> lacking.known() ? "TooFewPods" : "NotKnown")
                .orElse("AsExpected");
        String message = shortage.map(Shortage::words)
                .or(() -> state.capacity().refusal().map(words -> "enough pods; an autoscaler's minimum: " + words))
                .orElse("");
        return condition("CapacityAvailable", status, reason, message, state, generation, before);
    }

    /** Good when it is False. */
    private static Condition held(ShiftState state, long generation, ConditionTimes before) {
        String reason = state.hold().map(hold -> hold.kind().title()).orElse("AsExpected");
        String message = state.hold().isPresent() ? state.reason().text() : "";
        return condition("Held", state.hold().isPresent(), reason, message, state, generation, before);
    }

    private static String unweavable(ShiftState state) {
        return troubles(state, trouble -> trouble.contestedBy().isEmpty());
    }

    private static String troubles(ShiftState state, Predicate<RouteTrouble> which) {
        return state.troubles().entrySet().stream()
                .filter(cluster -> which.test(cluster.getValue()))
                .map(cluster -> "in cluster %s %s"
                        .formatted(cluster.getKey(), cluster.getValue().words()))
                .collect(Collectors.joining("\n"));
    }

    private static Condition condition(
            String type, boolean holds, String message, ShiftState state, long generation, ConditionTimes before) {
        String reason = holds ? "AsExpected" : reason(state.reason().cause());
        return condition(type, holds, reason, message, state, generation, before);
    }

    private static Condition condition(
            String type,
            boolean holds,
            String reason,
            String message,
            ShiftState state,
            long generation,
            ConditionTimes before) {
        return condition(type, holds ? "True" : "False", reason, message, state, generation, before);
    }

    private static Condition condition(
            String type,
            String status,
            String reason,
            String message,
            ShiftState state,
            long generation,
            ConditionTimes before) {
        String since =
                before.since(type, status).orElseGet(() -> state.recordedAt().toString());
        return new ConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withReason(reason)
                .withMessage(message)
                .withObservedGeneration(generation)
                .withLastTransitionTime(since)
                .build();
    }

    private static String reason(Reason.Cause cause) {
        String name = cause.name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }
}
