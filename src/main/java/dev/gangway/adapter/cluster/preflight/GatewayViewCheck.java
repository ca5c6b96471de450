package dev.gangway.adapter.cluster.preflight;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Whether the gateway's proxies know the endpoints of their own network only. One that knows all may send what has come from the
 * other network back there; what is sent to a subset by network is safe from that, so that is a warning. One that knows another
 * network's only finds no endpoint at all.
 */
final class GatewayViewCheck implements SetupCheck.OfSide {
    private static final String VARIABLE = "ISTIO_META_REQUESTED_NETWORK_VIEW";

    @Override
    public String id() {
        return "east-west-gateway-view";
    }

    @Override
    public Optional<Outcome> look(Sides sides, Side side) {
        return sides.shareNetwork()
                ? Optional.empty()
                : Outcome.ofAny(side.cluster()
                        .ownGateways()
                        .flatMap(gateways -> Reading.all(
                                gateways.stream().map(EastWestGateway::pods).toList()))
                        .map(pods ->
                                look(side, pods.stream().flatMap(List::stream).toList())));
    }

    /** Says nothing of a gateway without pods: its endpoints are looked at elsewhere. */
    private static Optional<Outcome> look(Side side, List<Pod> pods) {
        String set = "set it to %s (networkGateway of the chart istio/gateway)".formatted(side.network());
        List<Outcome> amiss = new ArrayList<>();
        List<String> others = names(pods, view -> view.filter(network -> !network.equals(side.network()))
                .isPresent());
        if (!others.isEmpty()) {
            amiss.add(Outcome.fail(
                    "pods of the east-west gateway of cluster %s have another %s than %s: %s"
                            .formatted(side.name(), VARIABLE, side.network(), Outcome.names(others)),
                    set + ": so they know none of their own cluster's endpoints"));
        }
        List<String> without = names(pods, Optional::isEmpty);
        if (!without.isEmpty()) {
            amiss.add(Outcome.warn(
                    "pods of the east-west gateway of cluster %s have no %s: %s"
                            .formatted(side.name(), VARIABLE, Outcome.names(without)),
                    set + ": without it requests may go round between the networks"));
        }
        Outcome good = Outcome.pass(
                "the east-west gateway of cluster %s has %s %s".formatted(side.name(), VARIABLE, side.network()));
        return pods.isEmpty() ? Optional.empty() : Outcome.all(amiss).or(() -> Optional.of(good));
    }

    private static List<String> names(List<Pod> pods, Predicate<Optional<String>> view) {
        return pods.stream()
                .filter(pod -> view.test(pod.proxy().flatMap(Pod.Proxy::networkView)))
                .map(Pod::name)
                .sorted()
                .toList();
    }
}
