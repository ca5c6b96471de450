package dev.gangway.adapter.crd;

import dev.gangway.control.ShiftRecord;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The TrafficShifts and ShiftPolicies of the management cluster as last seen by a watch, or as last written by us where that
 * is newer: a turn must never decide on what its predecessor has already overwritten.
 */
public final class ResourceCache implements AutoCloseable {
    private static final String DEFAULT_POLICY = "default";

    private final SharedIndexInformer<TrafficShift> shifts;
    private final SharedIndexInformer<ShiftPolicy> policies;
    private final Map<String, ShiftPolicySpec> remembered = new ConcurrentHashMap<>();
    private final Map<ShiftId, TrafficShift> written = new ConcurrentHashMap<>();

    /** Starts watching, and waits until everything was seen once. */
    public ResourceCache(KubernetesClient management, Consumer<ShiftId> changed) {
        policies = management.resources(ShiftPolicy.class).inAnyNamespace().inform(new Changes<>(this::remember));
        shifts = management.resources(TrafficShift.class).inAnyNamespace().inform(new Changes<>(shift -> {
            dropIfSeen(shift);
            changed.accept(id(shift));
        }));
    }

    /** The highest epoch of a leader that any shift was recorded in; 0 = none was. */
    public long highestEpoch() {
        return shifts.getStore().list().stream()
                .map(TrafficShift::getStatus)
                .filter(status -> status != null && status.epoch() != null)
                .mapToLong(TrafficShiftStatus::epoch)
                .max()
                .orElse(0);
    }

    List<TrafficShift> shifts() {
        Map<ShiftId, TrafficShift> newest = new HashMap<>();
        shifts.getStore().list().forEach(shift -> newest.put(id(shift), shift));
        newest.replaceAll((id, seen) -> newer(seen, written.get(id)));
        return List.copyOf(newest.values());
    }

    /** Empty when the watch knows no such shift: what was deleted does not live on because we wrote it. */
    Optional<TrafficShift> shift(ShiftId id) {
        TrafficShift seen = shifts.getStore().getByKey(Cache.namespaceKeyFunc(id.namespace(), id.name()));
        if (seen == null) {
            written.remove(id);
            return Optional.empty();
        }
        return Optional.of(newer(seen, written.get(id)));
    }

    void written(TrafficShift resource) {
        written.put(id(resource), resource);
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
        ShiftPlan plan = PlanMapping.plan(id(resource), resource.getSpec(), policyOf(resource));
        return new ShiftRecord(
                resource.getMetadata().getResourceVersion(),
                plan,
                PlanMapping.request(resource.getSpec(), resource.getMetadata().getDeletionTimestamp() != null),
                StatusMapping.state(
                        plan,
                        resource.getStatus(),
                        Instant.parse(resource.getMetadata().getCreationTimestamp())));
    }

    private ShiftPolicySpec policyOf(TrafficShift resource) {
        String namespace = resource.getMetadata().getNamespace();
        boolean begun = resource.getStatus() != null && resource.getStatus().position() != null;
        ShiftPolicySpec last =
                begun ? remembered.get(Cache.namespaceKeyFunc(namespace, policyName(resource.getSpec()))) : null;
        return last == null ? policy(namespace, resource.getSpec()) : last;
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
        ShiftPolicy policy = policies.getStore().getByKey(Cache.namespaceKeyFunc(namespace, policyName(spec)));
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
        shifts.stop();
        policies.stop();
    }

    private void dropIfSeen(TrafficShift seen) {
        written.computeIfPresent(id(seen), (id, ours) -> isNewer(ours, seen) ? ours : null);
    }

    private static TrafficShift newer(TrafficShift seen, TrafficShift ours) {
        return ours != null && isNewer(ours, seen) ? ours : seen;
    }

    /** Kubernetes promises that resourceVersions of one resource type are comparable as whole numbers. */
    private static boolean isNewer(TrafficShift ours, TrafficShift seen) {
        return ours.getMetadata().getUid().equals(seen.getMetadata().getUid()) && version(ours) > version(seen);
    }

    private static long version(TrafficShift resource) {
        return Long.parseLong(resource.getMetadata().getResourceVersion());
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
