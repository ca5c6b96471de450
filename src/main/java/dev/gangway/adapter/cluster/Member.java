package dev.gangway.adapter.cluster;

import dev.gangway.domain.traffic.ClusterName;
import io.fabric8.kubernetes.client.KubernetesClient;

/**
 * A cluster of the mesh that we have a client for.
 *
 * @param name its name, which is Istio's cluster id
 * @param network its pods' network
 * @param rootNamespace whose DestinationRules are for all namespaces
 * @param client to its API server; closed by the registry
 */
public record Member(ClusterName name, String network, String rootNamespace, KubernetesClient client) {}
