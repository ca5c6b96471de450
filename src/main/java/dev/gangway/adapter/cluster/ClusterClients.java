package dev.gangway.adapter.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.jboss.logging.Logger;

/** Makes clients of the mesh's clusters from what a MeshCluster says of its access. */
final class ClusterClients {
    private static final Logger LOG = Logger.getLogger(ClusterClients.class);

    /** Where the client goes when it is told of no server: our own cluster, if anywhere. */
    private static final String NOWHERE = Config.DEFAULT_MASTER_URL;

    /** What an API server calls the manager of the fields that we write. */
    private static final String USER_AGENT = "gangway";

    /**
     * A watch decodes what it hears of by the models that are registered, even for who asked for whole objects, and a model
     * changes what it does not care for: numbers, empty lists.
     */
    private static final boolean NO_MODELS = false;

    private final KubernetesClient management;
    private final Duration requestTimeout;

    ClusterClients(KubernetesClient management, Duration requestTimeout) {
        this.management = management;
        this.requestTimeout = requestTimeout;
    }

    /** Throws IllegalArgumentException, without any secret in it, when the access can't be used. */
    KubernetesClient client(MeshClusterSpec.Access access) {
        Config config = access.kubeconfigSecret() == null ? own(access) : config(access.kubeconfigSecret());
        config.setConnectionTimeout(Math.toIntExact(requestTimeout.toMillis()));
        config.setRequestTimeout(Math.toIntExact(requestTimeout.toMillis()));
        config.setRequestRetryBackoffLimit(0);
        config.setUserAgent(USER_AGENT);
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withKubernetesSerialization(new KubernetesSerialization(new ObjectMapper(), NO_MODELS))
                .build();
    }

    private static Config own(MeshClusterSpec.Access access) {
        if (!Boolean.TRUE.equals(access.inCluster())) {
            throw new IllegalArgumentException(
                    "spec.access says nothing: give either kubeconfigSecret or inCluster: true");
        }
        return Config.autoConfigure(null);
    }

    /** What a parser says of a kubeconfig repeats it, tokens and all, so nothing of that gets out of here. */
    private Config config(MeshClusterSpec.SecretKey key) {
        String encoded = encoded(key);
        try {
            Config config =
                    Config.fromKubeconfig(new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8));
            if (config.getCurrentContext() != null && !config.getMasterUrl().startsWith(NOWHERE)) {
                return config;
            }
        } catch (RuntimeException e) {
            LOG.debugf("the kubeconfig is refused with a %s", e.getClass().getName());
        }
        throw new IllegalArgumentException(
                "key '%s' of Secret '%s' in namespace '%s' is not a kubeconfig with a current context and its server"
                        .formatted(key.key(), key.name(), key.namespace()));
    }

    private String encoded(MeshClusterSpec.SecretKey key) {
        Secret secret = management
                .secrets()
                .inNamespace(key.namespace())
                .withName(key.name())
                .get();
        if (secret == null || secret.getData() == null || !secret.getData().containsKey(key.key())) {
            throw new IllegalArgumentException("there is no key '%s' in Secret '%s' of namespace '%s'"
                    .formatted(key.key(), key.name(), key.namespace()));
        }
        return secret.getData().get(key.key());
    }
}
