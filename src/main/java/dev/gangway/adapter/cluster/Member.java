package dev.gangway.adapter.cluster;

import dev.gangway.domain.traffic.ClusterName;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.URI;
import java.util.Map;

/**
 * A cluster of the mesh that we have a client for.
 *
 * @param name its name, which is Istio's cluster id
 * @param network its pods' network
 * @param prometheus the Prometheus that knows what its clients see
 * @param prometheusHeaders sent with every query
 * @param client to its API server; closed by the registry
 */
public record Member(
        ClusterName name,
        String network,
        URI prometheus,
        Map<String, String> prometheusHeaders,
        KubernetesClient client) {}
