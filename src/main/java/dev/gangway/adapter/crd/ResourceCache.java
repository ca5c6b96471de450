package dev.gangway.adapter.crd;

import static java.util.Objects.requireNonNullElse;

import dev.gangway.adapter.cluster.KeptWatch;
import dev.gangway.adapter.cluster.WatchKeeper;
import dev.gangway.adapter.cluster.WatchSettings;
import dev.gangway.control.ShiftRecord;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The TrafficShifts and ShiftPolicies of the management cluster as last seen by a watch, or as last written by us where that
 * is newer: a turn must never decide on what its predecessor has already overwritten, nor on what a watch repeats.
 */
public final class ResourceCache implements AutoCloseable {
    private static final String DEFAULT_POLICY = "default";

    private final KeptWatch<TrafficShift> shifts;
    private final KeptWatch<ShiftPolicy> policies;
    private final WatchKeeper keeper;
    private final Map<String, ShiftPolicySpec> remembered = new ConcurrentHashMap<>();
    private final Map<ShiftId, TrafficShift> latest = new ConcurrentHashMap<>();
    private final Map<ShiftId, Read> read = new ConcurrentHashMap<>();

    /**
     * A shift as it was read from what stands, or as it was when that was written: a round asks for each of them twice, and most
     * have not changed since the last.
     */
    private record Read(String uid, String version, ShiftPolicySpec policy, ShiftRecord shift) {
        static Read of(TrafficShift resource, ShiftPolicySpec policy, ShiftRecord shift) {
            return new Read(
                    resource.getMetadata().getUid(), resource.getMetadata().getResourceVersion(), policy, shift);
        }

        /** What has the same version is the same; a policy that no watch has seen change is the same object. */
        @SuppressWarnings("ReferenceEquality")
        boolean isOf(TrafficShift resource, ShiftPolicySpec now) {
            return version.equals(resource.getMetadata().getResourceVersion())
                    && uid.equals(resource.getMetadata().getUid())
                    && policy == now;
        }
    }

    /** Starts watching, and waits until everything was seen once. */
    public ResourceCache(KubernetesClient management, Consumer<ShiftId> changed) {
        this(management, changed, WatchSettings.DEFAULT);
        awaitSeen();
    }

    /**
     * Starts watching, and does not wait: before {@link #awaitSeen} nothing is known.
     *
     * @param changed is told of shifts that have come, gone or become others
     * @param watching how the watches are looked after
     */
    public ResourceCache(KubernetesClient management, Consumer<ShiftId> changed, WatchSettings watching) {
        keeper = new WatchKeeper("management", watching);
        policies = new KeptWatch<>(
                "ShiftPolicies",
                management.resources(ShiftPolicy.class).inAnyNamespace(),
                UnaryOperator.identity(),
                new Changes<>(this::remember),
                keeper);
        shifts = new KeptWatch<>(
                "TrafficShifts",
                management.resources(TrafficShift.class).inAnyNamespace(),
                informer -> informer.itemStore(new PackedShifts()),
                new Changes<>(shift -> {
                    remember(shift);
                    changed.accept(id(shift));
                }),
                keeper);
        policies.start();
        shifts.start();
    }

    /** Waits until everything was seen once; throws KubernetesClientException when the first attempt fails, and may be called again. */
    public void awaitSeen() {
        policies.awaitSeen();
        shifts.awaitSeen();
    }

    /** The highest epoch of a leader that any shift was recorded in; 0 = none was. */
    public long highestEpoch() {
        return shifts.objects().getStore().list().stream()
                .map(TrafficShift::getStatus)
                .filter(status -> status != null && status.epoch() != null)
                .mapToLong(TrafficShiftStatus::epoch)
                .max()
                .orElse(0);
    }

    List<TrafficShift> shifts() {
        Map<ShiftId, TrafficShift> newest = new HashMap<>();
        shifts.objects().getStore().list().forEach(shift -> newest.put(id(shift), shift));
        newest.replaceAll((id, seen) -> newer(seen, latest.get(id)));
        read.keySet().retainAll(newest.keySet());
        return List.copyOf(newest.values());
    }

    /** Empty when the watch knows no such shift: what was deleted does not live on because we wrote it. */
    Optional<TrafficShift> shift(ShiftId id) {
        TrafficShift seen = shifts.objects().getStore().getByKey(Cache.namespaceKeyFunc(id.namespace(), id.name()));
        if (seen == null) {
            latest.remove(id);
            read.remove(id);
            return Optional.empty();
        }
        return Optional.of(newer(seen, latest.get(id)));
    }

    /**
     * It stands so now: it was written so by us, or was read from the management cluster itself. The watch may have told of it, or of
     * what came after, before that was answered.
     */
    void written(TrafficShift resource) {
        latest.merge(
                id(resource),
                resource.pack(),
                (before, now) -> isNewer(now, before) || !isSame(now, before) ? now : before);
    }

    /**
     * A shift that has begun keeps the policy that it began with when that is deleted: it must be possible to roll it back.
     *
     * <p>Throws IllegalArgumentException when the specification can't be followed.
     */
    ShiftRecord record(TrafficShift resource) {
        if (resource.getSpec() == null) {
            throw new IllegalArgumentException("there is no spec");
        }
        return record(resource, policyOf(resource));
    }

    /** The same of one that this cache has given: read once, as long as it stands. */
    ShiftRecord known(TrafficShift resource) {
        if (resource.getSpec() == null) {
            throw new IllegalArgumentException("there is no spec");
        }
        ShiftPolicySpec policy = policyOf(resource);
        Read before = read.get(id(resource));
        if (before != null && before.isOf(resource, policy)) {
            return before.shift();
        }
        ShiftRecord shift = record(resource, policy);
        read.put(id(resource), Read.of(resource, policy, shift));
        return shift;
    }

    /** A state was written: what it looks like is known, unless the policy has changed since the shift was read. */
    @SuppressWarnings("ReferenceEquality")
    void recorded(TrafficShift resource, ShiftRecord before, ShiftRecord now) {
        written(resource);
        read.computeIfPresent(
                id(resource),
                (id, known) -> known.shift() == before && known.policy() == policyOf(resource)
                        ? Read.of(resource, known.policy(), now)
                        : known);
    }

    private static ShiftRecord record(TrafficShift resource, ShiftPolicySpec policy) {
        ShiftPlan plan = PlanMapping.plan(id(resource), resource.getSpec(), policy);
        // What was only rehearsed has none.
        return new ShiftRecord(
                requireNonNullElse(resource.getMetadata().getResourceVersion(), ""),
                plan,
                PlanMapping.request(resource.getSpec(), resource.getMetadata().getDeletionTimestamp() != null),
                StatusMapping.state(
                        plan,
                        resource.getStatus(),
                        Instant.parse(resource.getMetadata().getCreationTimestamp())),
                AlertAnnotation.read(resource));
    }

    /** The policy that a shift follows; throws IllegalArgumentException where it names one that was never there. */
    ShiftPolicySpec policyOf(TrafficShift resource) {
        String namespace = resource.getMetadata().getNamespace();
        ShiftPolicySpec last = resource.hasBegun()
                ? remembered.get(Cache.namespaceKeyFunc(namespace, policyName(resource.getSpec())))
                : null;
        return last == null ? policy(namespace, resource.getSpec()) : last;
    }

    List<ShiftPolicy> policies() {
        return List.copyOf(policies.objects().getStore().list());
    }

    private void remember(ShiftPolicy policy) {
        remembered.put(
                Cache.metaNamespaceKeyFunc(policy),
                policy.getSpec() == null ? ShiftPolicySpec.EMPTY : policy.getSpec());
    }

    /** A shift that names no policy takes the one called {@code default}, where there is one. */
    private static String policyName(TrafficShiftSpec spec) {
        return spec.policy() == null ? DEFAULT_POLICY : spec.policy();
    }

    /** Throws IllegalArgumentException for a policy that is named and does not exist. */
    ShiftPolicySpec policy(String namespace, TrafficShiftSpec spec) {
        ShiftPolicy policy =
                policies.objects().getStore().getByKey(Cache.namespaceKeyFunc(namespace, policyName(spec)));
        if (policy == null && spec.policy() != null) {
            throw new IllegalArgumentException(
                    "there is no ShiftPolicy '%s' in namespace '%s'".formatted(spec.policy(), namespace));
        }
        return policy == null || policy.getSpec() == null ? ShiftPolicySpec.EMPTY : policy.getSpec();
    }

    static ShiftId id(TrafficShift resource) {
        return new ShiftId(
                resource.getMetadata().getNamespace(), resource.getMetadata().getName());
    }

    static TrafficShift copy(TrafficShift resource) {
        return Serialization.clone(resource);
    }

    @Override
    public void close() {
        shifts.close();
        policies.close();
        keeper.close();
    }

    /**
     * A watch may tell again what it has told before: what is older than what was seen never counts again. What is as new is kept
     * as it is held: what a watch gives is not packed where that is.
     */
    private void remember(TrafficShift seen) {
        latest.merge(
                id(seen), seen, (before, now) -> isSame(before, now) && version(before) >= version(now) ? before : now);
    }

    private static TrafficShift newer(TrafficShift seen, TrafficShift ours) {
        return ours != null && isNewer(ours, seen) ? ours : seen;
    }

    /** Kubernetes promises that resourceVersions of one resource type are comparable as whole numbers. */
    private static boolean isNewer(TrafficShift ours, TrafficShift seen) {
        return isSame(ours, seen) && version(ours) > version(seen);
    }

    private static boolean isSame(TrafficShift one, TrafficShift other) {
        return one.getMetadata().getUid().equals(other.getMetadata().getUid());
    }

    private static long version(TrafficShift resource) {
        return Long.parseLong(resource.getMetadata().getResourceVersion());
    }

    /** Most of what a watch tells of was written here, and is held already. */
    private final class PackedShifts extends BasicItemStore<TrafficShift> {
        PackedShifts() {
            super(Cache::metaNamespaceKeyFunc);
        }

        @Override
        public TrafficShift put(String key, TrafficShift told) {
            TrafficShift ours = latest.get(id(told));
            return super.put(
                    key, ours != null && isSame(ours, told) && version(ours) == version(told) ? ours : told.pack());
        }
    }

    /** Every change is the same to us: the state that stands is what counts. */
    private record Changes<T>(Consumer<T> changed) implements ResourceEventHandler<T> {
        @Override
        public void onAdd(T added) {
            changed.accept(added);
        }

        @Override
        public void onUpdate(T before, T after) {
            changed.accept(after);
        }

        @Override
        public void onDelete(T deleted, boolean finalStateUnknown) {
            changed.accept(deleted);
        }
    }
}
