package dev.gangway.adapter.cluster;

import static java.util.Objects.requireNonNullElse;

import dev.gangway.domain.traffic.ClusterName;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** The clusters of the mesh, as the MeshClusters of the management cluster name them. */
public final class ClusterRegistry implements AutoCloseable {
    /** As Istio has it unless the mesh is told otherwise. */
    private static final String ROOT_NAMESPACE = "istio-system";

    private static final Logger LOG = Logger.getLogger(ClusterRegistry.class);
    private static final Duration RESYNC = Duration.ofSeconds(30);

    private final KubernetesClient management;
    private final ClusterClients clients;
    private final Duration resync;
    private final List<MembershipListener> listeners = new CopyOnWriteArrayList<>();
    private final Map<ClusterName, Joined> members = new ConcurrentHashMap<>();
    private final Map<ClusterName, String> problems = new ConcurrentHashMap<>();
    private SharedIndexInformer<MeshCluster> informer;

    private record Joined(MeshClusterSpec spec, Member member) {}

    /** Every call to a cluster is given up after the timeout. */
    public ClusterRegistry(KubernetesClient management, Duration requestTimeout) {
        this(management, requestTimeout, RESYNC);
    }

    /** Looks so often for what was missing. */
    ClusterRegistry(KubernetesClient management, Duration requestTimeout, Duration resync) {
        this.management = management;
        this.clients = new ClusterClients(management, requestTimeout);
        this.resync = resync;
    }

    /** Begins to tell of clusters; to be called before {@link #start}. */
    public void addListener(MembershipListener listener) {
        listeners.add(listener);
    }

    /** Starts watching, and waits until every MeshCluster was seen once. */
    public void start() {
        informer = management.resources(MeshCluster.class).inform(new Handler(), resync.toMillis());
        // The handler hears of what stands already in its own time; whoever starts next must find it joined.
        informer.getStore().list().forEach(this::join);
    }

    /** The clusters that we have a client for. */
    public Collection<Member> members() {
        return members.values().stream().map(Joined::member).toList();
    }

    /** The names of all MeshClusters, with or without a client. */
    public List<String> names() {
        return informer.getStore().list().stream()
                .map(cluster -> cluster.getMetadata().getName())
                .sorted()
                .toList();
    }

    /** Where the users of each MeshCluster's clients are seen, with or without a client of its API server. */
    public Map<String, MeshClusterSpec.PrometheusSpec> prometheuses() {
        return informer.getStore().list().stream()
                .filter(cluster ->
                        cluster.getSpec() != null && cluster.getSpec().prometheus() != null)
                .collect(Collectors.toMap(cluster -> cluster.getMetadata().getName(), cluster -> cluster.getSpec()
                        .prometheus()));
    }

    /** One of them. */
    public Optional<Member> find(ClusterName name) {
        return Optional.ofNullable(members.get(name)).map(Joined::member);
    }

    /** The network of a MeshCluster, with or without a client; empty where there is no such MeshCluster. */
    public Optional<String> network(ClusterName name) {
        return informer.getStore().list().stream()
                .filter(cluster -> cluster.getMetadata().getName().equals(name.value()))
                .filter(cluster -> cluster.getSpec() != null)
                .map(cluster -> cluster.getSpec().network())
                .filter(network -> network != null)
                .findFirst();
    }

    /** Why there is no client for a cluster, in one sentence. */
    public String problem(ClusterName name) {
        return problems.getOrDefault(name, "there is no MeshCluster '%s'".formatted(name));
    }

    @Override
    public void close() {
        if (informer != null) {
            informer.stop();
        }
        members.keySet().forEach(this::leave);
    }

    private synchronized void join(MeshCluster cluster) {
        name(cluster).ifPresent(name -> join(name, cluster));
    }

    private void join(ClusterName name, MeshCluster cluster) {
        Joined before = members.get(name);
        if (before != null && before.spec().equals(cluster.getSpec())) {
            return;
        }
        leave(name);
        try {
            MeshClusterSpec spec = required("spec", cluster.getSpec());
            Member member = member(name, spec);
            members.put(name, new Joined(spec, member));
            problems.remove(name);
            listeners.forEach(listener -> listener.joined(member));
            LOG.infof("cluster=%s network=%s joined", name, spec.network());
        } catch (IllegalArgumentException | NullPointerException | KubernetesClientException e) {
            String problem = "MeshCluster '%s' can't be used: %s".formatted(name, e.getMessage());
            if (!problem.equals(problems.put(name, problem))) {
                LOG.warnf("%s; trying again every %d s", problem, resync.toSeconds());
            }
        }
    }

    /** Empty for a name that no subset could have. */
    private static Optional<ClusterName> name(MeshCluster cluster) {
        try {
            return Optional.of(new ClusterName(cluster.getMetadata().getName()));
        } catch (IllegalArgumentException e) {
            LOG.errorf("MeshCluster is not used: %s", e.getMessage());
            return Optional.empty();
        }
    }

    private Member member(ClusterName name, MeshClusterSpec spec) {
        required(
                "spec.prometheus.url",
                required("spec.prometheus", spec.prometheus()).url());
        return new Member(
                name,
                required("spec.network", spec.network()),
                requireNonNullElse(spec.rootNamespace(), ROOT_NAMESPACE),
                clients.client(required("spec.access", spec.access())));
    }

    private static <T> T required(String path, T value) {
        if (value == null) {
            throw new IllegalArgumentException(path + " is missing");
        }
        return value;
    }

    private synchronized void leave(ClusterName name) {
        Joined gone = members.remove(name);
        if (gone != null) {
            listeners.forEach(listener -> listener.left(name));
            gone.member().client().close();
            LOG.infof("cluster=%s left", name);
        }
    }

    private final class Handler implements ResourceEventHandler<MeshCluster> {
        @Override
        public void onAdd(MeshCluster added) {
            join(added);
        }

        @Override
        public void onUpdate(MeshCluster before, MeshCluster after) {
            join(after);
        }

        @Override
        public void onDelete(MeshCluster deleted, boolean finalStateUnknown) {
            name(deleted).ifPresent(name -> {
                leave(name);
                problems.remove(name);
            });
        }
    }
}
