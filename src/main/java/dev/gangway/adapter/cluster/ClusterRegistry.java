package dev.gangway.adapter.cluster;

import dev.gangway.control.Clusters;
import dev.gangway.control.Leadership;
import dev.gangway.domain.traffic.ClusterName;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * The clusters of the mesh, as the MeshClusters of the management cluster name them. They come, go and change their access while it
 * runs, each in a thread of its own ({@link Membership}); no method here waits for a cluster of the mesh.
 */
public final class ClusterRegistry implements Clusters, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ClusterRegistry.class);
    private static final Pattern CREDENTIALS = Pattern.compile("^([^:/?#]*://)[^/?#]*@");
    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final WatchKeeper keeper;
    private final KeptWatch<MeshCluster> watch;
    private final ClusterClients clients;
    private final Duration lookEvery;
    private final StatusWriter statuses;
    private final List<MembershipListener> listeners = new CopyOnWriteArrayList<>();
    private final Map<ClusterName, Membership> memberships = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** For a process that is alone. Every call to a cluster is given up after the timeout. Contexts are looked for where kubectl would look. */
    public ClusterRegistry(KubernetesClient management, Duration requestTimeout, Clock clock) {
        this(management, requestTimeout, WatchSettings.DEFAULT, clock, defaultKubeconfigs(), Leadership.alone());
    }

    /**
     * Knows nothing before {@link #start}.
     *
     * @param requestTimeout every call to a cluster is given up after this
     * @param watching how watches are looked after, its own and those of its members
     * @param kubeconfigs where a MeshCluster's {@code kubeconfigContext} is looked for; of several the first that has it counts
     * @param leadership without it the MeshClusters' status is left to the leader
     */
    public ClusterRegistry(
            KubernetesClient management,
            Duration requestTimeout,
            WatchSettings watching,
            Clock clock,
            List<Path> kubeconfigs,
            Leadership leadership) {
        this(management, requestTimeout, watching, clock, kubeconfigs, leadership, LOOK_EVERY);
    }

    /** Looks so often for kubeconfigs that have changed. */
    ClusterRegistry(
            KubernetesClient management,
            Duration requestTimeout,
            WatchSettings watching,
            Clock clock,
            List<Path> kubeconfigs,
            Leadership leadership,
            Duration lookEvery) {
        ClusterAccess access = new ClusterAccess(management, new KubeconfigFile(kubeconfigs, PATIENCE));
        this.clients = new ClusterClients(access, requestTimeout, watching, clock);
        this.lookEvery = lookEvery;
        this.keeper = new WatchKeeper("management", watching);
        this.watch = new KeptWatch<>(
                "MeshClusters",
                management.resources(MeshCluster.class),
                UnaryOperator.identity(),
                new Handler(),
                keeper);
        this.statuses = new StatusWriter(management, this::clusters, this::contact, clock, leadership::isHeld);
    }

    /** Where kubectl would look: KUBECONFIG, or else {@code ~/.kube/config}. */
    public static List<Path> defaultKubeconfigs() {
        return KubeconfigFile.byDefault();
    }

    /** Begins to tell of clusters; to be called before {@link #start}. */
    public void addListener(MembershipListener listener) {
        listeners.add(listener);
    }

    /**
     * Starts watching, and waits until every MeshCluster was seen once; for those whose access takes longer, only some seconds. To be
     * called again where it throws KubernetesClientException, as nothing was seen.
     */
    public void start() {
        watch.start().awaitSeen();
        // The handler hears of what stands already in its own time; whoever starts next must find it joined.
        clusters().forEach(this::look);
        CompletableFuture<?>[] looks =
                memberships.values().stream().map(Membership::looked).toArray(CompletableFuture<?>[]::new);
        if (!isDoneInTime(CompletableFuture.allOf(looks))) {
            LOG.warnf(
                    "went on without clusters whose access takes its time: %s",
                    memberships.values().stream()
                            .filter(membership -> !membership.looked().isDone())
                            .map(Membership::name)
                            .sorted()
                            .toList());
        }
        statuses.start();
    }

    /** The clusters that we have a client for. */
    public Collection<Member> members() {
        return memberships.values().stream()
                .flatMap(membership -> membership.member().stream())
                .toList();
    }

    /** The names of all MeshClusters, with or without a client. */
    public List<String> names() {
        return clusters().stream()
                .map(cluster -> cluster.getMetadata().getName())
                .sorted()
                .toList();
    }

    /** Where the users of each MeshCluster's clients are seen, with or without a client of its API server. */
    public Map<String, MeshClusterSpec.PrometheusSpec> prometheuses() {
        return clusters().stream()
                .filter(cluster ->
                        cluster.getSpec() != null && cluster.getSpec().prometheus() != null)
                .collect(Collectors.toMap(cluster -> cluster.getMetadata().getName(), cluster -> cluster.getSpec()
                        .prometheus()));
    }

    /** One of them. */
    public Optional<Member> find(ClusterName name) {
        return Optional.ofNullable(memberships.get(name)).flatMap(Membership::member);
    }

    /** Why there is no client for a cluster, or none of what its MeshCluster says now, in one sentence. */
    public String problem(ClusterName name) {
        Membership membership = memberships.get(name);
        return membership == null
                ? "there is no MeshCluster '%s'".formatted(name)
                : membership.problem().orElse("MeshCluster '%s' has been seen and is joining".formatted(name));
    }

    @Override
    public List<Cluster> all() {
        return clusters().stream()
                .map(this::cluster)
                .sorted(Comparator.comparing(Cluster::name))
                .toList();
    }

    @Override
    public Optional<Cluster> byName(String name) {
        return Optional.ofNullable(watch.objects().getStore().getByKey(name)).map(this::cluster);
    }

    private List<MeshCluster> clusters() {
        return watch.objects().getStore().list();
    }

    private Cluster cluster(MeshCluster cluster) {
        Contact contact = contact(cluster.getMetadata().getName());
        Optional<MeshClusterSpec> spec = Optional.ofNullable(cluster.getSpec());
        return new Cluster(
                cluster.getMetadata().getName(),
                spec.map(MeshClusterSpec::network),
                contact.state() == Contact.State.ANSWERS,
                contact.lastAnswer(),
                contact.problem(),
                spec.map(MeshClusterSpec::prometheus)
                        .map(MeshClusterSpec.PrometheusSpec::url)
                        .map(url -> CREDENTIALS.matcher(url).replaceFirst("$1")));
    }

    private Contact contact(String name) {
        try {
            Optional<Membership> membership = Optional.ofNullable(memberships.get(new ClusterName(name)));
            return Contact.of(membership.flatMap(Membership::member), membership.flatMap(Membership::problem));
        } catch (IllegalArgumentException e) {
            return Contact.of(Optional.empty(), Optional.of(e.getMessage()));
        }
    }

    /** Lets all clusters go, and waits for that some seconds. */
    @Override
    public void close() {
        closed = true;
        statuses.close();
        watch.close();
        keeper.close();
        CompletableFuture<?>[] ends = memberships.values().stream()
                .map(membership -> {
                    membership.lookSoon();
                    return membership.ended();
                })
                .toArray(CompletableFuture<?>[]::new);
        if (!isDoneInTime(CompletableFuture.allOf(ends))) {
            LOG.warnf("did not wait for clusters that hang: %s", memberships.keySet());
        }
    }

    private static boolean isDoneInTime(CompletableFuture<Void> all) {
        try {
            all.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a look never fails", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whatever has happened to a MeshCluster: what stands now is what counts. */
    private void look(MeshCluster cluster) {
        name(cluster).ifPresent(name -> memberships
                .compute(name, (key, before) -> before == null ? begun(key) : before)
                .lookSoon());
    }

    private Membership begun(ClusterName name) {
        Membership membership =
                new Membership(name, () -> wanted(name), clients, listeners, lookEvery, this::endIfStillGone);
        membership.begin();
        return membership;
    }

    private Optional<MeshCluster> wanted(ClusterName name) {
        return closed
                ? Optional.empty()
                : Optional.ofNullable(watch.objects().getStore().getByKey(name.value()));
    }

    /** A MeshCluster that has come back meanwhile is looked at by the same thread as before, so that nothing overtakes. */
    private void endIfStillGone(Membership membership) {
        var unused = memberships.computeIfPresent(membership.name(), (name, before) -> {
            if (wanted(name).isPresent()) {
                return before;
            }
            membership.end();
            return null;
        });
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

    private final class Handler implements ResourceEventHandler<MeshCluster> {
        @Override
        public void onAdd(MeshCluster added) {
            look(added);
        }

        @Override
        public void onUpdate(MeshCluster before, MeshCluster after) {
            // Its status is written by ourselves, once a minute.
            if (!Objects.equals(before.getSpec(), after.getSpec())) {
                look(after);
            }
        }

        @Override
        public void onDelete(MeshCluster deleted, boolean finalStateUnknown) {
            name(deleted).map(memberships::get).ifPresent(Membership::lookSoon);
        }
    }
}
