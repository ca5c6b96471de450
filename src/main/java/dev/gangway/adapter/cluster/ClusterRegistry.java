package dev.gangway.adapter.cluster;

import dev.gangway.domain.traffic.ClusterName;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logging.Logger;

/** The clusters of the mesh, as the MeshClusters of the management cluster name them. */
public final class ClusterRegistry implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ClusterRegistry.class);
    private static final long RESYNC_MILLIS = 30_000;

    private final KubernetesClient management;
    private final ClusterClients clients;
    private final List<MembershipListener> listeners = new CopyOnWriteArrayList<>();
    private final Map<ClusterName, Joined> members = new ConcurrentHashMap<>();
    private final Map<ClusterName, String> problems = new ConcurrentHashMap<>();
    private SharedIndexInformer<MeshCluster> informer;

    private record Joined(MeshClusterSpec spec, Member member) {}

    /** Every call to a cluster is given up after the timeout. */
    public ClusterRegistry(KubernetesClient management, Duration requestTimeout) {
        this.management = management;
        this.clients = new ClusterClients(management, requestTimeout);
    }

    /** Begins to tell of clusters; to be called before {@link #start}. */
    public void addListener(MembershipListener listener) {
        listeners.add(listener);
    }

    /** Starts watching, and waits until every MeshCluster was seen once. */
    public void start() {
        informer = management.resources(MeshCluster.class).inform(new Handler(), RESYNC_MILLIS);
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

    /** One of them. */
    public Optional<Member> find(ClusterName name) {
        return Optional.ofNullable(members.get(name)).map(Joined::member);
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
        ClusterName name;
        try {
            name = new ClusterName(cluster.getMetadata().getName());
        } catch (IllegalArgumentException e) {
            LOG.errorf("MeshCluster is not used: %s", e.getMessage());
            return;
        }
        Joined before = members.get(name);
        if (before != null && before.spec().equals(cluster.getSpec())) {
            return;
        }
        leave(name);
        try {
            MeshClusterSpec spec = cluster.getSpec();
            Member member = new Member(
                    name,
                    spec.network(),
                    URI.create(spec.prometheus().url()),
                    spec.prometheus().headers() == null
                            ? Map.of()
                            : Map.copyOf(spec.prometheus().headers()),
                    clients.client(spec.access()));
            members.put(name, new Joined(spec, member));
            problems.remove(name);
            listeners.forEach(listener -> listener.joined(member));
            LOG.infof("cluster=%s network=%s joined", name, spec.network());
        } catch (IllegalArgumentException | NullPointerException | KubernetesClientException e) {
            problems.put(name, "MeshCluster '%s' can't be used: %s".formatted(name, e.getMessage()));
            LOG.warnf("cluster=%s: %s; trying again in %d s", name, e.getMessage(), RESYNC_MILLIS / 1000);
        }
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
            ClusterName name = new ClusterName(deleted.getMetadata().getName());
            leave(name);
            problems.remove(name);
        }
    }
}
