package dev.gangway.adapter.crd;

import dev.gangway.adapter.cluster.MeshCluster;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Whether an API server serves Gangway's own kinds. They are created in the same moment as Gangway itself, and for some seconds an
 * API server says of new ones that they are not found, and then that their storage is being initialized (429).
 */
public final class ServedDefinitions {
    private static final Logger LOG = Logger.getLogger(ServedDefinitions.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(500);
    /**
     * From the cache that informers begin with, which is the last to be ready, and nothing of what is in it. With a limit or a name
     * in place of the label an API server would pass by the cache.
     */
    private static final ListOptions NONE = new ListOptionsBuilder()
            .withResourceVersion("0")
            .withLabelSelector("gangway.dev/none=none")
            .build();

    private static final Set<Integer> NOT_YET = Set.of(404, 429);

    private ServedDefinitions() {}

    /**
     * Waits some seconds for the kinds that Gangway can't begin without. Throws KubernetesClientException with the API server's last
     * answer when it does not serve them then, and at once for any other answer.
     */
    public static void await(KubernetesClient management) {
        List.of(MeshCluster.class, ShiftPolicy.class, TrafficShift.class).forEach(kind -> await(kind, management));
    }

    private static void await(Class<? extends CustomResource<?, ?>> kind, KubernetesClient management) {
        for (long left = PATIENCE.dividedBy(PAUSE); ; left--) {
            try {
                var unused = management.resources(kind).inAnyNamespace().list(NONE);
                return;
            } catch (KubernetesClientException e) {
                if (!NOT_YET.contains(e.getCode()) || left == 0) {
                    throw e;
                }
                LOG.debugf("%s is not served yet: %d", kind.getSimpleName(), e.getCode());
                pause(e);
            }
        }
    }

    private static void pause(KubernetesClientException answer) {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw answer;
        }
    }
}
