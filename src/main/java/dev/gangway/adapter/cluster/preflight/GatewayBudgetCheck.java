package dev.gangway.adapter.cluster.preflight;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether the gateway keeps up when nodes are drained and when the service's traffic comes on top. That it has neither a disruption
 * budget nor an autoscaler is told, and is no warning: many run without, and each warning has to be accepted before a shift begins. An
 * autoscaler that has nothing left to give is one.
 */
final class GatewayBudgetCheck implements SetupCheck.OfSide {
    @Override
    public String id() {
        return "east-west-gateway-budget";
    }

    @Override
    public Optional<Outcome> look(Sides sides, Side side) {
        return sides.shareNetwork()
                ? Optional.empty()
                : Outcome.ofAny(side.cluster()
                        .ownGateways()
                        .map(gateways -> Outcome.all(gateways.stream()
                                .map(gateway -> Outcome.of(look(side, gateway)))
                                .toList())));
    }

    private static Reading<Outcome> look(Side side, EastWestGateway gateway) {
        return gateway.pods().flatMap(pods -> gateway.budgets()
                .with(
                        gateway.autoscalers(),
                        (budgets, autoscalers) -> look(
                                side,
                                gateway,
                                budgets.stream()
                                        .filter(budget -> covers(budget, pods))
                                        .findFirst(),
                                autoscalers.stream()
                                        .filter(scaler -> scales(scaler, pods))
                                        .findFirst())));
    }

    private static Outcome look(
            Side side,
            EastWestGateway gateway,
            Optional<KubernetesObject> budget,
            Optional<KubernetesObject> autoscaler) {
        if (autoscaler.filter(GatewayBudgetCheck::isExhausted).isPresent()) {
            return Outcome.warn(
                    "%s of cluster %s is at its maximum of %d, which leaves nothing for the service's traffic"
                            .formatted(
                                    autoscaler.get().words(),
                                    side.name(),
                                    autoscaler.get().at("/spec/maxReplicas").asInt()),
                    "raise its spec.maxReplicas");
        }
        List<String> lacking = new ArrayList<>();
        if (budget.isEmpty()) {
            lacking.add("PodDisruptionBudget");
        }
        if (autoscaler.isEmpty()) {
            lacking.add("HorizontalPodAutoscaler");
        }
        String pods = "the pods of %s of cluster %s".formatted(gateway.service().words(), side.name());
        return lacking.isEmpty()
                ? Outcome.pass("%s have %s and %s"
                        .formatted(pods, budget.get().words(), autoscaler.get().words()))
                : Outcome.pass("%s have no %s: think of one before much traffic goes there"
                        .formatted(pods, String.join(" and no ", lacking)));
    }

    private static boolean covers(KubernetesObject budget, List<Pod> pods) {
        var selector = budget.map("/spec/selector/matchLabels");
        return !selector.isEmpty() && pods.stream().anyMatch(pod -> pod.isSelectedBy(selector));
    }

    /** Pods are named after what made them. */
    private static boolean scales(KubernetesObject autoscaler, List<Pod> pods) {
        String target = autoscaler.at("/spec/scaleTargetRef/name").asText() + "-";
        return pods.stream().anyMatch(pod -> pod.name().startsWith(target));
    }

    private static boolean isExhausted(KubernetesObject autoscaler) {
        int most = autoscaler.at("/spec/maxReplicas").asInt();
        return most > 0 && autoscaler.at("/status/currentReplicas").asInt() >= most;
    }
}
