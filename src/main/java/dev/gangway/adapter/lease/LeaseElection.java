package dev.gangway.adapter.lease;

import dev.gangway.control.Leadership;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfig;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElector;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Stands for election from {@link #start} until it is closed. Who loses the Lease stands again; who is closed lets go of it, so that
 * a successor need not wait until it runs out: all watch it, and one that is let go is taken at once.
 */
public final class LeaseElection implements Leadership, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(LeaseElection.class);
    private static final long LETTING_GO_SECONDS = 5;

    private final KubernetesClient management;
    private final LeaseSettings settings;
    private final ObservedLease lease;
    private volatile Optional<SharedIndexInformer<Lease>> watch = Optional.empty();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "gangway-leadership");
        made.setDaemon(true);
        return made;
    });
    private volatile Optional<String> leader = Optional.empty();
    private CompletableFuture<?> standing = new CompletableFuture<>();
    private volatile boolean closed;

    /**
     * Does not stand yet.
     *
     * @param highestRecorded the highest epoch that any shift knows of: a Lease that somebody has deleted counts from 0 again
     */
    public LeaseElection(KubernetesClient management, LeaseSettings settings, LongSupplier highestRecorded) {
        this(management, settings, highestRecorded, System::nanoTime);
    }

    LeaseElection(
            KubernetesClient management, LeaseSettings settings, LongSupplier highestRecorded, LongSupplier nanos) {
        this.management = management;
        this.settings = settings;
        this.lease = new ObservedLease(settings, nanos, highestRecorded);
    }

    /** To be called when everything stands ready to act; and again where it throws KubernetesClientException, as it does not stand. */
    public void start() {
        watch = Optional.of(management
                .leases()
                .inNamespace(settings.namespace())
                .withName(settings.name())
                .inform(new Vacancies()));
        stand();
    }

    @Override
    public OptionalLong epoch() {
        return closed ? OptionalLong.empty() : lease.epoch();
    }

    /** Who leads, as last seen: one of the replicas' identities. */
    public Optional<String> leader() {
        return leader;
    }

    /** Lets go, and waits a few seconds at most until that is written. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        watch.ifPresent(SharedIndexInformer::stop);
        thread.execute(() -> standing.cancel(true));
        thread.shutdown();
        try {
            if (!thread.awaitTermination(LETTING_GO_SECONDS, TimeUnit.SECONDS)) {
                LOG.warnf("%s could not be let go of in time, and runs out by itself", lease.describe());
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void stand() {
        if (closed) {
            return;
        }
        LeaderElectionConfig config = new LeaderElectionConfig(
                lease,
                settings.duration(),
                settings.renewDeadline(),
                settings.retryPeriod(),
                new LeaderCallbacks(this::elected, this::deposed, this::observed),
                true,
                lease.describe());
        CompletableFuture<?> term = new LeaderElector(management, config, thread).start();
        standing = term;
        var unused = term.whenCompleteAsync((done, failure) -> stand(), thread).exceptionally(refused -> null);
    }

    /** Each elector serves one term: a new one tries at once. */
    private synchronized void standAnew() {
        if (!closed && lease.epoch().isEmpty()) {
            standing.cancel(true);
        }
    }

    /** Somebody has deleted the Lease: whoever makes it first leads, so the leader is none any more. */
    private void deleted(Lease gone) {
        lease.deleted(gone);
        standAnew();
    }

    private void elected() {
        lease.epoch().ifPresent(epoch -> LOG.infof("%s leads, epoch %d", settings.identity(), epoch));
    }

    private void deposed() {
        LOG.warnf("%s leads no more", settings.identity());
    }

    private void observed(String holder) {
        leader = Optional.ofNullable(holder).filter(name -> !name.isEmpty());
    }

    private final class Vacancies implements ResourceEventHandler<Lease> {
        @Override
        public void onAdd(Lease seen) {
            look(seen);
        }

        @Override
        public void onUpdate(Lease before, Lease seen) {
            look(seen);
        }

        @Override
        public void onDelete(Lease seen, boolean finalStateUnknown) {
            thread.execute(() -> deleted(seen));
        }

        private void look(Lease seen) {
            String holder = seen.getSpec() == null ? null : seen.getSpec().getHolderIdentity();
            if (holder == null || holder.isEmpty()) {
                thread.execute(LeaseElection.this::standAnew);
            }
        }
    }
}
