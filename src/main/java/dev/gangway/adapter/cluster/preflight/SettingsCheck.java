package dev.gangway.adapter.cluster.preflight;

import java.util.Optional;

/** Whether the settings of Istio are where they are looked for; what hangs on them says nothing where they are not. */
final class SettingsCheck implements SetupCheck.OfSide {
    @Override
    public String id() {
        return "istio-settings";
    }

    @Override
    public Optional<Outcome> look(Sides sides, Side side) {
        return Optional.of(Outcome.of(side.mesh().with(side.injector(), (mesh, injector) -> found(
                        side, "istio", "mesh", mesh.map(MeshSettings::source))
                .and(found(side, "istio-sidecar-injector", "values", injector.map(InjectorSettings::source))))));
    }

    private static Outcome found(Side side, String name, String key, Optional<String> source) {
        return source.map(words -> Outcome.pass("%s in cluster %s is read".formatted(words, side.name())))
                .orElseGet(() -> Outcome.fail(
                        "namespace %s of cluster %s has no ConfigMap %s, or %s-<revision>, with the label istio.io/rev and a key %s that can be read"
                                .formatted(side.rootNamespace(), side.name(), name, name, key),
                        "name the namespace of Istio in spec.rootNamespace of the MeshCluster %s"
                                .formatted(side.name())));
    }
}
