package dev.gangway.adapter.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNullElse;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Kubeconfigs in Secrets of the management cluster, Istio's remote secrets among them. */
final class KubeconfigSecrets {
    private final KubernetesClient management;

    KubeconfigSecrets(KubernetesClient management) {
        this.management = management;
    }

    /** Reads it anew. Throws IllegalArgumentException, without any secret in it, when it can't be read or used. */
    WayIn find(String cluster, MeshClusterSpec.SecretKey place) {
        Map<String, String> data = data(place);
        String key = key(cluster, place, data);
        String where = "key '%s' of %s".formatted(key, words(place));
        String kubeconfig = decoded(where, data.get(key));
        io.fabric8.kubernetes.api.model.Config parsed =
                KubeconfigContext.parse(kubeconfig).orElseThrow(() -> isNone(where));
        Optional<String> reachesOut = KubeconfigContext.reachesOut(parsed);
        if (reachesOut.isPresent()) {
            throw new IllegalArgumentException(
                    "%s has '%s', by which whoever writes the Secret could run programs or read files where Gangway runs:"
                                    .formatted(where, reachesOut.get())
                            + " put tokens and certificates into the kubeconfig itself (token, client-certificate-data,"
                            + " client-key-data, certificate-authority-data), or name a kubeconfigContext");
        }
        if (parsed.getCurrentContext() == null
                || KubeconfigContext.of(parsed, parsed.getCurrentContext()).isEmpty()) {
            throw isNone(where);
        }
        return new WayIn(kubeconfig, () -> Config.fromKubeconfig(kubeconfig));
    }

    private Map<String, String> data(MeshClusterSpec.SecretKey place) {
        try {
            Secret secret = management
                    .secrets()
                    .inNamespace(place.namespace())
                    .withName(place.name())
                    .get();
            if (secret != null) {
                return requireNonNullElse(secret.getData(), Map.of());
            }
        } catch (KubernetesClientException e) {
            throw new IllegalArgumentException(
                    "%s can't be read: of the management cluster, %s".formatted(words(place), Heartbeat.words(e)), e);
        }
        throw new IllegalArgumentException("there is no " + words(place));
    }

    /** Istio names the key of a remote secret by the cluster's id, which is the MeshCluster's name. */
    private static String key(String cluster, MeshClusterSpec.SecretKey place, Map<String, String> data) {
        if (place.key() != null) {
            if (!data.containsKey(place.key())) {
                throw new IllegalArgumentException("there is no key '%s' in %s".formatted(place.key(), words(place)));
            }
            return place.key();
        }
        if (data.containsKey(cluster)) {
            return cluster;
        }
        if (data.size() != 1) {
            throw new IllegalArgumentException(
                    "%s has the keys %s, and none of them is '%s': name one as spec.access.kubeconfigSecret.key"
                            .formatted(words(place), new TreeSet<>(data.keySet()), cluster));
        }
        return data.keySet().iterator().next();
    }

    private static String decoded(String where, String encoded) {
        try {
            return new String(Base64.getDecoder().decode(requireNonNullElse(encoded, "")), UTF_8);
        } catch (IllegalArgumentException e) {
            throw isNone(where);
        }
    }

    private static IllegalArgumentException isNone(String where) {
        return new IllegalArgumentException(where + " is not a kubeconfig with a current context and its server");
    }

    private static String words(MeshClusterSpec.SecretKey place) {
        return "Secret '%s' in namespace '%s'".formatted(place.name(), place.namespace());
    }
}
