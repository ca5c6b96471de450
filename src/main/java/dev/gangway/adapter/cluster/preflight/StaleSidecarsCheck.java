package dev.gangway.adapter.cluster.preflight;

import java.util.List;
import java.util.Optional;

/** Whether the service's pods have the sidecars that they would get now. */
final class StaleSidecarsCheck implements SetupCheck.OfSide {
    @Override
    public String id() {
        return "stale-sidecars";
    }

    @Override
    public Optional<Outcome> look(Sides sides, Side side) {
        return Outcome.ofAny(side.revision()
                .with(
                        side.service().pods(),
                        (wanted, pods) -> wanted.flatMap(revision -> look(sides, side, revision, pods))));
    }

    private static Optional<Outcome> look(Sides sides, Side side, String revision, List<Pod> pods) {
        if (pods.stream().noneMatch(pod -> pod.proxy().isPresent())) {
            return Optional.empty();
        }
        List<String> others = pods.stream()
                .flatMap(pod -> pod.proxy().stream()
                        .filter(proxy -> !proxy.revision().equals(revision))
                        .map(proxy -> "%s (%s)".formatted(pod.name(), proxy.revision())))
                .sorted()
                .toList();
        return Optional.of(
                others.isEmpty()
                        ? Outcome.pass("the sidecars of %s in cluster %s are of revision %s"
                                .formatted(sides.service(), side.name(), revision))
                        : Outcome.warn(
                                "pods of %s in cluster %s have sidecars of another revision than %s, which namespace %s asks for now: %s"
                                        .formatted(
                                                sides.service(),
                                                side.name(),
                                                revision,
                                                sides.service().namespace(),
                                                Outcome.names(others)),
                                "restart them: kubectl --context %s -n %s rollout restart"
                                        .formatted(side.name(), sides.service().namespace())));
    }
}
