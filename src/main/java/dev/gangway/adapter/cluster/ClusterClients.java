package dev.gangway.adapter.cluster;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** Makes clients of the mesh's clusters from what a MeshCluster says of its access. */
final class ClusterClients {
    private final KubernetesClient management;
    private final Duration requestTimeout;

    ClusterClients(KubernetesClient management, Duration requestTimeout) {
        this.management = management;
        this.requestTimeout = requestTimeout;
    }

    /** Throws IllegalArgumentException, without any secret in it, when the access can't be used. */
    KubernetesClient client(MeshClusterSpec.Access access) {
        Config config = access.kubeconfigSecret() == null
                ? Config.autoConfigure(null)
                : Config.fromKubeconfig(kubeconfig(access.kubeconfigSecret()));
        config.setConnectionTimeout(Math.toIntExact(requestTimeout.toMillis()));
        config.setRequestTimeout(Math.toIntExact(requestTimeout.toMillis()));
        config.setRequestRetryBackoffLimit(0);
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    private String kubeconfig(MeshClusterSpec.SecretKey key) {
        Secret secret = management
                .secrets()
                .inNamespace(key.namespace())
                .withName(key.name())
                .get();
        if (secret == null || secret.getData() == null || !secret.getData().containsKey(key.key())) {
            throw new IllegalArgumentException("there is no key '%s' in Secret '%s' of namespace '%s'"
                    .formatted(key.key(), key.name(), key.namespace()));
        }
        return new String(Base64.getDecoder().decode(secret.getData().get(key.key())), StandardCharsets.UTF_8);
    }
}
