package dev.gangway.adapter.cluster.preflight;

import java.util.List;
import java.util.Optional;

/**
 * Whether the service's pods carry their cluster's network. The injector writes it when a pod is made, so it is as old as the pod:
 * one with another network is in no subset, and one with none may send to pods of other networks directly.
 */
final class PodNetworkCheck implements SetupCheck.OfSide {
    @Override
    public String id() {
        return "pod-network";
    }

    @Override
    public Optional<Outcome> look(Sides sides, Side side) {
        return Outcome.ofAny(side.service().pods().map(pods -> {
            List<Pod> injected =
                    pods.stream().filter(pod -> pod.proxy().isPresent()).toList();
            return injected.isEmpty() ? Optional.empty() : Optional.of(look(sides, side, injected));
        }));
    }

    private static Outcome look(Sides sides, Side side, List<Pod> injected) {
        List<String> other = injected.stream()
                .filter(pod -> pod.label(EastWestGateway.NETWORK)
                        .filter(network -> !network.equals(side.network()))
                        .isPresent())
                .map(pod -> "%s (%s)"
                        .formatted(
                                pod.name(), pod.label(EastWestGateway.NETWORK).orElse("")))
                .sorted()
                .toList();
        List<String> none = injected.stream()
                .filter(pod -> pod.label(EastWestGateway.NETWORK).isEmpty())
                .map(Pod::name)
                .sorted()
                .toList();
        String restart = "restart them: kubectl --context %s -n %s rollout restart"
                .formatted(side.name(), sides.service().namespace());
        Outcome ofOther = Outcome.fail(
                "pods of %s in cluster %s carry another label %s than %s: %s"
                        .formatted(
                                sides.service(),
                                side.name(),
                                EastWestGateway.NETWORK,
                                side.network(),
                                Outcome.names(other)),
                restart);
        Outcome ofNone = Outcome.warn(
                "pods of %s in cluster %s were injected without a label %s: %s"
                        .formatted(sides.service(), side.name(), EastWestGateway.NETWORK, Outcome.names(none)),
                restart);
        Outcome good = Outcome.pass("%d pods of %s in cluster %s carry %s: %s"
                .formatted(injected.size(), sides.service(), side.name(), EastWestGateway.NETWORK, side.network()));
        return (other.isEmpty() ? good : ofOther).and(none.isEmpty() ? good : ofNone);
    }
}
