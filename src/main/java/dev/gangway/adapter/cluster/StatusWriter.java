package dev.gangway.adapter.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Writes how each cluster was found into its MeshCluster's status: at once when a condition turns, and how old the last good answer is
 * at most once a minute. In a thread of its own, so that nothing waits for it; what fails is tried again.
 */
final class StatusWriter implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(StatusWriter.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration AT_MOST_EVERY = Duration.ofMinutes(1);
    private static final Set<Integer> SOMEBODY_ELSE_WROTE = Set.of(404, 409);

    private final KubernetesClient management;
    private final Supplier<List<MeshCluster>> clusters;
    private final Function<String, Contact> contacts;
    private final Clock clock;
    private final BooleanSupplier leads;
    private final Map<String, Instant> written = new HashMap<>();
    private final Set<String> failing = new HashSet<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "gangway-cluster-status");
        made.setDaemon(true);
        return made;
    });

    StatusWriter(
            KubernetesClient management,
            Supplier<List<MeshCluster>> clusters,
            Function<String, Contact> contacts,
            Clock clock,
            BooleanSupplier leads) {
        this.management = management;
        this.clusters = clusters;
        this.contacts = contacts;
        this.clock = clock;
        this.leads = leads;
    }

    void start() {
        var unused = thread.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    /** What is scheduled must not throw: it would never be run again. */
    private void look() {
        if (!leads.getAsBoolean()) {
            return;
        }
        List<MeshCluster> present = clusters.get();
        Set<String> names = new HashSet<>();
        for (MeshCluster cluster : present) {
            String name = cluster.getMetadata().getName();
            names.add(name);
            try {
                look(name, cluster);
                failing.remove(name);
            } catch (RuntimeException e) {
                if (failing.add(name)) {
                    LOG.warnf("cluster=%s: its status can't be written, and is tried again: %s", name, e.getMessage());
                }
            }
        }
        written.keySet().retainAll(names);
        failing.retainAll(names);
    }

    private void look(String name, MeshCluster cluster) {
        Instant now = clock.instant();
        MeshClusterStatus status = ContactStatus.of(contacts.apply(name), cluster, now);
        boolean isOld = !now.isBefore(written.getOrDefault(name, Instant.MIN).plus(AT_MOST_EVERY));
        if (status.equals(cluster.getStatus()) || !(isOld || ContactStatus.hasTurned(cluster.getStatus(), status))) {
            return;
        }
        MeshCluster copy = Serialization.clone(cluster);
        copy.setStatus(status);
        try {
            var unused = management.resource(copy).updateStatus();
            written.put(name, now);
        } catch (KubernetesClientException e) {
            // Then the watch will tell of it, and the next look begins from that.
            if (!SOMEBODY_ELSE_WROTE.contains(e.getCode())) {
                throw e;
            }
        }
    }
}
