package dev.gangway.adapter.cluster;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gangway.domain.traffic.ClusterName;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Clock;
import java.time.Duration;

/** Makes members of the mesh, with their clients, heartbeats and threads. */
final class ClusterClients {
    /** As Istio has it unless the mesh is told otherwise. */
    private static final String ROOT_NAMESPACE = "istio-system";

    /** What an API server calls the manager of the fields that we write. */
    private static final String USER_AGENT = "gangway";

    /**
     * A watch decodes what it hears of by the models that are registered, even for who asked for whole objects, and a model
     * changes what it does not care for: numbers, empty lists.
     */
    private static final boolean NO_MODELS = false;

    /** One for all: each would find out anew, and hold, how every type is read. */
    private static final KubernetesSerialization SERIALIZATION = serialization();

    private final ClusterAccess access;
    private final Duration requestTimeout;
    private final WatchSettings watching;
    private final Clock clock;

    ClusterClients(ClusterAccess access, Duration requestTimeout, WatchSettings watching, Clock clock) {
        this.access = access;
        this.requestTimeout = requestTimeout;
        this.watching = watching;
        this.clock = clock;
    }

    /** All of a MeshCluster that its member is made of: what changes nothing of it changes nothing of the member. */
    record Blueprint(ClusterName name, String network, String rootNamespace, WayIn wayIn) {}

    /** Throws IllegalArgumentException, without any secret in it, when the MeshCluster can't be used. */
    Blueprint blueprint(ClusterName name, MeshCluster cluster) {
        MeshClusterSpec spec = required("spec", cluster.getSpec());
        required(
                "spec.prometheus.url",
                required("spec.prometheus", spec.prometheus()).url());
        return new Blueprint(
                name,
                required("spec.network", spec.network()),
                requireNonNullElse(spec.rootNamespace(), ROOT_NAMESPACE),
                access.find(name.value(), required("spec.access", spec.access())));
    }

    /**
     * Makes a client, and asks at once whether its API server answers.
     *
     * @param changed is called, in the heartbeat's thread, when that has become another answer, and for refused credentials
     * @throws IllegalArgumentException without any secret in it, when the way in can't be used
     */
    Member member(Blueprint blueprint, Runnable changed) {
        KubernetesClient client = client(blueprint.wayIn().config());
        String name = blueprint.name().value();
        Heartbeat heartbeat = new Heartbeat(name, client, clock, changed);
        heartbeat.start();
        return new Member(
                blueprint.name(),
                blueprint.network(),
                blueprint.rootNamespace(),
                client,
                heartbeat,
                new WatchKeeper(name, watching),
                ReadThreads.of(name));
    }

    private KubernetesClient client(Config config) {
        config.setConnectionTimeout(Math.toIntExact(requestTimeout.toMillis()));
        config.setRequestTimeout(Math.toIntExact(requestTimeout.toMillis()));
        config.setRequestRetryBackoffLimit(0);
        config.setUserAgent(USER_AGENT);
        try {
            return new KubernetesClientBuilder()
                    .withConfig(config)
                    .withKubernetesSerialization(SERIALIZATION)
                    .build();
        } catch (RuntimeException e) {
            // What it says may repeat a key or a certificate.
            throw new IllegalArgumentException("no client can be made of its server, certificates and keys (a %s)"
                    .formatted(e.getClass().getSimpleName()));
        }
    }

    private static KubernetesSerialization serialization() {
        KubernetesSerialization serialization = new KubernetesSerialization(new ObjectMapper(), NO_MODELS);
        // Else the client doesn't know what says that a watch has expired, and asks for ever from the version that is
        // gone.
        serialization.registerKubernetesResource(Status.class);
        return serialization;
    }

    private static <T> T required(String path, T value) {
        if (value == null) {
            throw new IllegalArgumentException(path + " is missing");
        }
        return value;
    }
}
