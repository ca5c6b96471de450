package dev.gangway.adapter.cluster.preflight;

import dev.gangway.domain.traffic.ClusterName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * All that was read of one of a shift's two clusters.
 *
 * @param role {@code source} or {@code destination}
 * @param namespace of the service
 */
record Side(String role, ClusterFacts cluster, NamespaceFacts namespace, ServiceFacts service) {

    ClusterName name() {
        return cluster.place().name();
    }

    String network() {
        return cluster.place().network();
    }

    String rootNamespace() {
        return cluster.place().rootNamespace();
    }

    boolean isDestination() {
        return role.equals("destination");
    }

    /** What istiod is told, of the revision in charge of the service's namespace; empty = there is no such ConfigMap, or none that can be read. */
    Reading<Optional<MeshSettings>> mesh() {
        return settings("/data/mesh", MeshSettings::of);
    }

    /** What the injector of that revision is told; empty likewise. */
    Reading<Optional<InjectorSettings>> injector() {
        return settings("/data/values", InjectorSettings::of);
    }

    /** The revision whose sidecars the pods of the service's namespace get now; empty = the namespace asks for none. */
    Reading<Optional<String>> revision() {
        return namespace.namespace().with(cluster.injectors(), (found, webhooks) -> found.flatMap(Revisions::asked)
                .map(asked -> new Revisions(webhooks).of(asked)));
    }

    private <T> Reading<Optional<T>> settings(String key, Function<KubernetesObject, Optional<T>> read) {
        return revision().with(cluster.settings(), (revision, configMaps) -> Revisions.choose(
                        configMaps.stream()
                                .filter(configMap -> !configMap.at(key).isMissingNode())
                                .toList(),
                        revision.orElse(Revisions.DEFAULT))
                .flatMap(read));
    }

    /** Pods of the service that a proxy's selector is for. */
    static List<Pod> selected(List<Pod> pods, Map<String, String> selector) {
        return pods.stream().filter(pod -> pod.isSelectedBy(selector)).toList();
    }
}
