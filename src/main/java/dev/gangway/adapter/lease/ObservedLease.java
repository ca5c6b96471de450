package dev.gangway.adapter.lease;

import static java.util.Objects.requireNonNullElse;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.Lock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * The Lease as this process has observed it. A holder's time of renewal is told as the time at which the renewal was first seen
 * here, as client-go does it: the holder's clock may be off by more than the Lease lasts. The library's own LeaseLock compares
 * one machine's clock with another's.
 *
 * <p>It is written by PUT with the version that was read, and knows until when this process may be sure to hold it: from the
 * instant before the last write that succeeded, on a clock that goes on while the process is stopped.
 *
 * <p>Whoever takes it lets it count on from the highest epoch that is recorded anywhere: one that was deleted would begin at 0.
 */
final class ObservedLease implements Lock {
    private final LeaseSettings settings;
    private final LongSupplier nanos;
    private final LongSupplier highestRecorded;
    private Lease read;
    private ZonedDateTime changed = ZonedDateTime.now(ZoneOffset.UTC);
    private volatile Held held = Held.NEVER;

    /** What the last write that succeeded has made of it. */
    private record Held(boolean isOurs, long until, int transitions) {
        static final Held NEVER = new Held(false, 0, 0);
    }

    ObservedLease(LeaseSettings settings, LongSupplier nanos, LongSupplier highestRecorded) {
        this.settings = settings;
        this.nanos = nanos;
        this.highestRecorded = highestRecorded;
    }

    /**
     * The epoch in which this process holds it, beyond doubt, at this instant. It is of the last write, not of the election: a
     * leader whose Lease was deleted and who made it again before it heard of that holds it in a later epoch.
     */
    OptionalLong epoch() {
        Held last = held;
        return last.isOurs() && nanos.getAsLong() - last.until() < 0
                ? OptionalLong.of(last.transitions() + 1L)
                : OptionalLong.empty();
    }

    /** One was deleted: it is not held any more until it is written again, unless it was made anew since. */
    synchronized void deleted(Lease gone) {
        if (read == null
                || read.getMetadata().getUid().equals(gone.getMetadata().getUid())) {
            held = Held.NEVER;
        }
    }

    @Override
    public synchronized LeaderElectionRecord get(KubernetesClient client) {
        Lease now = client.leases()
                .inNamespace(settings.namespace())
                .withName(settings.name())
                .get();
        if (now == null) {
            read = null;
            return null;
        }
        if (read == null || !version(read).equals(version(now))) {
            changed = ZonedDateTime.now(ZoneOffset.UTC);
        }
        read = now;
        LeaseSpec spec = requireNonNullElse(now.getSpec(), new LeaseSpec());
        return new LeaderElectionRecord(
                requireNonNullElse(spec.getHolderIdentity(), ""),
                Duration.ofSeconds(requireNonNullElse(spec.getLeaseDurationSeconds(), 1)),
                requireNonNullElse(spec.getAcquireTime(), changed),
                changed,
                requireNonNullElse(spec.getLeaseTransitions(), 0));
    }

    @Override
    public synchronized void create(KubernetesClient client, LeaderElectionRecord wanted) {
        long begun = nanos.getAsLong();
        LeaseSpec spec = spec(wanted, countedOn(wanted));
        Lease lease = new LeaseBuilder()
                .withNewMetadata()
                .withNamespace(settings.namespace())
                .withName(settings.name())
                .endMetadata()
                .withSpec(spec)
                .build();
        wrote(client.resource(lease).create(), begun, spec);
    }

    @Override
    public synchronized void update(KubernetesClient client, LeaderElectionRecord wanted) {
        long begun = nanos.getAsLong();
        if (!isOurs(wanted.getHolderIdentity())) {
            // Whatever becomes of the write: who lets go does not act any more.
            held = new Held(false, begun, wanted.getLeaderTransitions());
        }
        Lease before = Objects.requireNonNull(read, "get comes first");
        boolean isTaken = isOurs(wanted.getHolderIdentity())
                && !isOurs(before.getSpec() == null ? null : before.getSpec().getHolderIdentity());
        LeaseSpec spec = spec(wanted, isTaken ? countedOn(wanted) : wanted.getLeaderTransitions());
        Lease lease = new LeaseBuilder(before).withSpec(spec).build();
        wrote(client.resource(lease).update(), begun, spec);
    }

    private int countedOn(LeaderElectionRecord wanted) {
        return Math.max(wanted.getLeaderTransitions(), Math.toIntExact(highestRecorded.getAsLong()));
    }

    private void wrote(Lease written, long begun, LeaseSpec spec) {
        read = written;
        changed = ZonedDateTime.now(ZoneOffset.UTC);
        held = new Held(
                isOurs(spec.getHolderIdentity()),
                begun + settings.renewDeadline().toNanos(),
                spec.getLeaseTransitions());
    }

    private boolean isOurs(String holder) {
        return identity().equals(holder);
    }

    private static LeaseSpec spec(LeaderElectionRecord wanted, int transitions) {
        LeaseSpec spec = new LeaseSpec();
        spec.setHolderIdentity(wanted.getHolderIdentity());
        spec.setLeaseDurationSeconds((int) wanted.getLeaseDuration().toSeconds());
        spec.setAcquireTime(wanted.getAcquireTime());
        spec.setRenewTime(ZonedDateTime.now(ZoneOffset.UTC));
        spec.setLeaseTransitions(transitions);
        return spec;
    }

    private static String version(Lease lease) {
        return lease.getMetadata().getResourceVersion();
    }

    @Override
    public String identity() {
        return settings.identity();
    }

    @Override
    public String describe() {
        return "Lease %s/%s".formatted(settings.namespace(), settings.name());
    }
}
