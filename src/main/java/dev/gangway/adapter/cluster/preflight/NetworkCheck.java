package dev.gangway.adapter.cluster.preflight;

import java.util.Optional;

/**
 * Whether a cluster's network has one name in all the places where Istio takes it from: an endpoint is of the network that its pod's
 * label says, which the injector writes, or else of that which the label of the root namespace says. Endpoints of another network
 * are sought at their pods' own addresses.
 */
final class NetworkCheck implements SetupCheck.OfSide {
    @Override
    public String id() {
        return "network-id";
    }

    @Override
    public Optional<Outcome> look(Sides sides, Side side) {
        Outcome label = Outcome.of(side.cluster().root().namespace().map(namespace -> ofLabel(side, namespace)));
        Optional<Outcome> injected =
                Outcome.ofAny(side.injector().map(injector -> injector.map(settings -> ofInjector(side, settings))));
        return Optional.of(injected.map(label::and).orElse(label));
    }

    private static Outcome ofLabel(Side side, Optional<KubernetesObject> namespace) {
        if (namespace.isEmpty()) {
            return Outcome.fail(
                    "cluster %s has no Namespace %s".formatted(side.name(), side.rootNamespace()),
                    "name the namespace of Istio in spec.rootNamespace of the MeshCluster %s".formatted(side.name()));
        }
        String label = namespace.get().label(EastWestGateway.NETWORK).orElse("");
        String seen = "%s of cluster %s has %s"
                .formatted(
                        namespace.get().words(),
                        side.name(),
                        label.isEmpty()
                                ? "no label " + EastWestGateway.NETWORK
                                : "the label %s: %s".formatted(EastWestGateway.NETWORK, label));
        return label.equals(side.network())
                ? Outcome.pass(seen)
                : Outcome.fail(
                        "%s, and its MeshCluster says spec.network: %s".formatted(seen, side.network()),
                        "kubectl --context %s label namespace %s %s=%s, if that is its network"
                                .formatted(side.name(), side.rootNamespace(), EastWestGateway.NETWORK, side.network()));
    }

    private static Outcome ofInjector(Side side, InjectorSettings settings) {
        String seen = "%s of cluster %s has values.global.network %s"
                .formatted(
                        settings.source(), side.name(), settings.network().isEmpty() ? "not set" : settings.network());
        return settings.network().equals(side.network())
                ? Outcome.pass(seen)
                : Outcome.fail(
                        "%s, and its MeshCluster says spec.network: %s".formatted(seen, side.network()),
                        "install istiod there with global.network=%s, and restart what is injected, clients too"
                                .formatted(side.network()));
    }
}
