package dev.gangway.adapter.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;

/** The ways into clusters that a MeshCluster can name. */
final class ClusterAccess {
    private final KubeconfigSecrets secrets;
    private final KubeconfigFile file;

    ClusterAccess(KubernetesClient management, KubeconfigFile file) {
        this.secrets = new KubeconfigSecrets(management);
        this.file = file;
    }

    /**
     * Looks what stands now where the access points to.
     *
     * @param cluster the MeshCluster's name
     * @throws IllegalArgumentException with words, and without any secret in them, when it can't be used
     */
    WayIn find(String cluster, MeshClusterSpec.Access access) {
        List<String> named = new ArrayList<>();
        if (access.kubeconfigSecret() != null) {
            named.add("kubeconfigSecret");
        }
        if (access.kubeconfigContext() != null) {
            named.add("kubeconfigContext");
        }
        if (Boolean.TRUE.equals(access.inCluster())) {
            named.add("inCluster: true");
        }
        if (named.size() != 1) {
            throw new IllegalArgumentException("spec.access names %s: give exactly one of kubeconfigSecret,"
                            .formatted(named.isEmpty() ? "nothing" : String.join(" and ", named))
                    + " kubeconfigContext and inCluster: true");
        }
        if (access.kubeconfigSecret() != null) {
            return secrets.find(cluster, access.kubeconfigSecret());
        }
        return access.kubeconfigContext() != null
                ? file.find(access.kubeconfigContext())
                : new WayIn("in cluster", () -> Config.autoConfigure(null));
    }
}
