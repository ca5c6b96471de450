package dev.gangway.adapter.cluster.preflight;

import dev.gangway.adapter.cluster.preflight.Reading.Cause;
import dev.gangway.adapter.cluster.preflight.Reading.Gap;
import dev.gangway.adapter.cluster.preflight.Reading.Unknown;
import java.util.List;
import java.util.Optional;

/**
 * What was read of a cluster as a whole.
 *
 * @param place which
 * @param root its root namespace
 * @param settings ConfigMaps of istiod and of the injector, of all revisions
 * @param gateways to networks
 * @param definitions Istio's Gateways, of all namespaces
 * @param apiGateways Gateways of the Gateway API that are labelled with a network
 * @param remoteSecrets by which its istiod reads other clusters
 * @param controlPlanes the Deployments of istiod
 * @param injectors the webhooks of its revisions and tags
 */
record ClusterFacts(
        Place place,
        NamespaceFacts root,
        Reading<List<KubernetesObject>> settings,
        Reading<List<EastWestGateway>> gateways,
        Reading<List<KubernetesObject>> definitions,
        Reading<List<KubernetesObject>> apiGateways,
        Reading<List<RemoteSecret>> remoteSecrets,
        Reading<List<KubernetesObject>> controlPlanes,
        Reading<List<KubernetesObject>> injectors) {

    /** Why nothing can be said of it: the simplest of questions has got no answer. */
    Optional<Gap> silence() {
        return root.namespace() instanceof Unknown<?> unknown && unknown.gap().cause() == Cause.NO_ANSWER
                ? Optional.of(unknown.gap())
                : Optional.empty();
    }

    /** Those that lead to its own network, as its MeshCluster names it. */
    Reading<List<EastWestGateway>> ownGateways() {
        return gateways.map(all -> all.stream()
                .filter(gateway -> gateway.network().equals(place.network()))
                .toList());
    }
}
