package dev.gangway.adapter.cluster.preflight;

import java.util.Optional;

/** Whether a cluster's proxies tell its name as its MeshCluster has it: metrics are read by it, and subsets select by it. */
final class ClusterIdCheck implements SetupCheck.OfSide {
    @Override
    public String id() {
        return "cluster-id";
    }

    @Override
    public Optional<Outcome> look(Sides sides, Side side) {
        return Outcome.ofAny(side.injector().map(injector -> injector.map(settings -> look(side, settings))));
    }

    private static Outcome look(Side side, InjectorSettings settings) {
        String seen = "%s of cluster %s has values.global.multiCluster.clusterName %s"
                .formatted(settings.source(), side.name(), settings.clusterName());
        return settings.clusterName().equals(side.name().value())
                ? Outcome.pass(seen)
                : Outcome.fail(
                        "%s, and its MeshCluster is named %s".formatted(seen, side.name()),
                        "give the MeshCluster that name, or install istiod there with global.multiCluster.clusterName=%s and restart what is injected"
                                .formatted(side.name()));
    }
}
