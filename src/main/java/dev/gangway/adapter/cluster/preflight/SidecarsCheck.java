package dev.gangway.adapter.cluster.preflight;

import dev.gangway.domain.traffic.ServiceRef;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Whether the service's pods are there, ready, and of the mesh. Requests from another network reach only pods with a sidecar that takes
 * mutual TLS: Istio leaves all other endpoints out.
 *
 * <p><b>Pin first.</b> The sidecars of the destination are what lets traffic there, and it starts by itself, in proportion to the
 * endpoints, wherever no route pins it to the source. So a team may well enroll the destination after the shift has written the
 * pin, and the pin is written only when preflight lets the shift begin: if a destination without sidecars was a failure here, each
 * would wait for the other. It is a warning. Whoever accepts it gets the pin and then enrols; the first step waits until the destination
 * has ready endpoints with sidecars, which is looked at before each step. A destination without any pods, or with none that is ready,
 * has nothing to enrol and is a failure.
 *
 * <p>At the source a service without sidecars is a failure: the pin sends the destination's clients there, and they could not reach it.
 */
final class SidecarsCheck implements SetupCheck.OfSide {
    private static final String TLS_MODE = "security.istio.io/tlsMode";

    @Override
    public String id() {
        return "sidecars";
    }

    @Override
    public Optional<Outcome> look(Sides sides, Side side) {
        return Outcome.ofAny(side.service()
                .service()
                .with(
                        side.service().pods(),
                        (service, pods) ->
                                service.map(found -> found.map("/spec/selector").isEmpty()
                                        ? Outcome.warn(
                                                "%s of cluster %s has no spec.selector, so its pods are not known"
                                                        .formatted(found.words(), side.name()),
                                                "see yourself that its endpoints are ready and have sidecars")
                                        : look(sides.service(), side, pods))));
    }

    private static Outcome look(ServiceRef service, Side side, List<Pod> pods) {
        if (pods.isEmpty()) {
            return Outcome.fail(
                    "no pod runs for %s in cluster %s".formatted(service, side.name()),
                    "deploy it there, with labels that the Service's spec.selector has");
        }
        if (pods.stream().noneMatch(Pod::ready)) {
            return Outcome.fail(
                    "none of the %d pods of %s in cluster %s is ready: %s"
                            .formatted(pods.size(), service, side.name(), names(pods, pod -> true)),
                    "see why: kubectl --context %s -n %s describe pod".formatted(side.name(), service.namespace()));
        }
        if (pods.stream().noneMatch(pod -> pod.proxy().isPresent())) {
            return none(service, side, pods);
        }
        Predicate<Pod> bare = pod -> pod.proxy().isEmpty();
        Predicate<Pod> plain = pod -> pod.proxy().isPresent()
                && pod.label(TLS_MODE).filter("istio"::equals).isEmpty();
        Outcome good = Outcome.pass(
                "%d pods of %s in cluster %s, all with a sidecar".formatted(pods.size(), service, side.name()));
        Outcome some = pods.stream().anyMatch(bare)
                ? Outcome.warn(
                        "pods of %s in cluster %s without a sidecar: %s; they get nothing from the other network"
                                .formatted(service, side.name(), names(pods, bare)),
                        "restart them in a namespace that is injected")
                : good;
        return some.and(
                pods.stream().noneMatch(plain)
                        ? good
                        : Outcome.fail(
                                "pods of %s in cluster %s without the label %s: istio: %s; Istio takes them for pods that refuse mutual TLS"
                                        .formatted(service, side.name(), TLS_MODE, names(pods, plain)),
                                "take the label or annotation away that sets it, and restart them"));
    }

    private static Outcome none(ServiceRef service, Side side, List<Pod> pods) {
        String seen =
                "none of the %d pods of %s in cluster %s has a sidecar".formatted(pods.size(), service, side.name());
        return side.isDestination()
                ? Outcome.warn(
                        seen + ": nothing can be sent to them yet",
                        "right before the routes stand, since traffic starts as soon as they are enrolled; accept it, and when the shift has pinned the traffic (phase Shifting) gangway enroll --cluster %s --namespace %s: its first step waits for them"
                                .formatted(side.name(), service.namespace()))
                : Outcome.fail(
                        seen + ": clients in other clusters can't reach them",
                        "enrol them: label the namespace, and restart them");
    }

    private static String names(List<Pod> pods, Predicate<Pod> which) {
        return Outcome.names(pods.stream().filter(which).map(Pod::name).sorted().toList());
    }
}
