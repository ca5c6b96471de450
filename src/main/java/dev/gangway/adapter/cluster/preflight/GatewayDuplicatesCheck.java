package dev.gangway.adapter.cluster.preflight;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether two servers give the east-west gateway's pods a filter chain for one service: Envoy refuses both, and a gateway that is
 * restarted never becomes ready ("has the same matching rules").
 */
final class GatewayDuplicatesCheck implements SetupCheck.OfSide {
    @Override
    public String id() {
        return "gateway-duplicates";
    }

    @Override
    public Optional<Outcome> look(Sides sides, Side side) {
        return sides.shareNetwork()
                ? Optional.empty()
                : Outcome.ofAny(side.cluster()
                        .ownGateways()
                        .flatMap(gateways -> Reading.all(
                                gateways.stream().map(EastWestGateway::pods).toList()))
                        .with(
                                side.cluster().definitions(),
                                (pods, definitions) -> Optional.of(look(
                                        side,
                                        pods.stream().flatMap(List::stream).toList(),
                                        PassthroughServer.all(definitions)))));
    }

    private static Outcome look(Side side, List<Pod> pods, List<PassthroughServer> servers) {
        List<Outcome> pairs = new ArrayList<>();
        for (int first = 0; first < servers.size(); first++) {
            for (int second = first + 1; second < servers.size(); second++) {
                PassthroughServer one = servers.get(first);
                PassthroughServer other = servers.get(second);
                if (one.overlaps(other) && pods.stream().anyMatch(pod -> one.selects(pod) && other.selects(pod))) {
                    pairs.add(Outcome.fail(
                            "%s (hosts %s) and %s (hosts %s) of cluster %s overlap on the pods of the east-west gateway, which refuses them"
                                    .formatted(one.gateway(), one.hosts(), other.gateway(), other.hosts(), side.name()),
                            "keep one of them"));
                }
            }
        }
        return pairs.stream()
                .findFirst()
                .orElseGet(() -> Outcome.pass(
                        "no two servers of Gateways of cluster %s let the same through".formatted(side.name())));
    }
}
