package dev.gangway.adapter.crd;

import static java.util.Objects.requireNonNullElse;

import dev.gangway.control.Leadership;
import dev.gangway.control.ShiftLabels;
import dev.gangway.control.ShiftRecord;
import dev.gangway.control.ShiftState;
import dev.gangway.control.ShiftStore;
import dev.gangway.control.StaleRecordException;
import dev.gangway.control.StoreUnavailableException;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Keeps shifts as TrafficShifts of the management cluster. */
public final class CustomResourceShifts implements ShiftStore, ShiftLabels {
    private static final Logger LOG = Logger.getLogger(CustomResourceShifts.class);

    private final KubernetesClient management;
    private final StatusWrite status;
    private final ResourceCache cache;
    private final Leadership leadership;

    /**
     * The cache must be started.
     *
     * @param leadership without it nothing is written
     */
    public CustomResourceShifts(KubernetesClient management, ResourceCache cache, Leadership leadership) {
        this.leadership = leadership;
        this.management = management;
        this.status = new StatusWrite(management);
        this.cache = cache;
    }

    @Override
    public List<ShiftRecord> all() {
        return cache.shifts().stream()
                .flatMap(resource -> map(resource).stream())
                .toList();
    }

    @Override
    public Optional<ShiftRecord> find(ShiftId id) {
        return cache.shift(id).flatMap(this::map);
    }

    @Override
    public Map<String, String> of(ShiftId id) {
        return cache.shift(id)
                .map(resource -> resource.getMetadata().getLabels())
                .map(Map::copyOf)
                .orElse(Map.of());
    }

    /** Which TrafficShift of that name it is; empty where none is there. */
    public Optional<String> uid(ShiftId id) {
        return cache.shift(id).map(resource -> resource.getMetadata().getUid());
    }

    @Override
    public ShiftRecord record(ShiftRecord read, ShiftState state) {
        TrafficShift current = cache.shift(read.id())
                .filter(resource -> resource.getMetadata().getResourceVersion().equals(read.version()))
                .orElseThrow(() -> new StaleRecordException(read.id(), null));
        requireLeadership(read.id());
        TrafficShift written = calling("record shift " + read.id(), read.id(), () -> {
            TrafficShift held = withFinalizer(current, read.plan());
            return status.write(
                    held, StatusMapping.status(read.plan(), state, generation(held), held.conditionTimes()));
        });
        ShiftRecord recorded = new ShiftRecord(
                written.getMetadata().getResourceVersion(), read.plan(), read.request(), state, read.alerts());
        cache.recorded(written, read, recorded);
        return recorded;
    }

    @Override
    public void release(ShiftRecord read) {
        Optional<TrafficShift> current = cache.shift(read.id());
        if (current.isEmpty() || !current.get().getMetadata().getFinalizers().contains(Api.FINALIZER)) {
            return;
        }
        requireLeadership(read.id());
        TrafficShift copy = ResourceCache.copy(current.get());
        copy.getMetadata().setResourceVersion(read.version());
        copy.getMetadata().getFinalizers().remove(Api.FINALIZER);
        // What loses its last finalizer is gone with the write, and nothing may come back.
        Optional.ofNullable(calling("release shift " + read.id(), read.id(), () -> management
                        .resource(copy)
                        .update()))
                .ifPresent(cache::written);
    }

    /**
     * A shift that is to be restored must not vanish before it is, nor one whose autoscalers are to be put back; another that keeps
     * its routes may go at any time.
     */
    private TrafficShift withFinalizer(TrafficShift current, ShiftPlan plan) {
        boolean wanted = (plan.onDelete() == ShiftPlan.OnDelete.RESTORE
                        || plan.precautions().prewarm())
                && current.getMetadata().getDeletionTimestamp() == null;
        if (!wanted || current.getMetadata().getFinalizers().contains(Api.FINALIZER)) {
            return current;
        }
        TrafficShift copy = ResourceCache.copy(current);
        copy.getMetadata().getFinalizers().add(Api.FINALIZER);
        return management.resource(copy).update();
    }

    /** Empty for a shift whose specification can't be followed; it is told so, and stands still. */
    private Optional<ShiftRecord> map(TrafficShift resource) {
        try {
            return Optional.of(cache.known(resource));
        } catch (IllegalArgumentException | NullPointerException e) {
            reject(resource, "the specification can't be followed: " + e.getMessage());
            return Optional.empty();
        }
    }

    private void reject(TrafficShift resource, String why) {
        TrafficShiftStatus before = requireNonNullElse(resource.getStatus(), TrafficShiftStatus.NONE);
        boolean isTold = before.reason() != null && why.equals(before.reason().text());
        if (isTold || !leadership.isHeld()) {
            return;
        }
        ShiftId id = ResourceCache.id(resource);
        LOG.warnf("shift=%s: %s", id, why);
        try {
            cache.written(status.write(resource, before.rejected(why)));
        } catch (KubernetesClientException e) {
            LOG.warnf("shift=%s: could not be told so: %s", id, e.getMessage());
        }
    }

    /** After the version was taken: what a process that is stopped from here on writes finds its successor's version. */
    private void requireLeadership(ShiftId id) {
        if (!leadership.isHeld()) {
            throw new StaleRecordException(id, null);
        }
    }

    private static long generation(TrafficShift resource) {
        return requireNonNullElse(resource.getMetadata().getGeneration(), 0L);
    }

    private TrafficShift calling(String what, ShiftId id, Supplier<TrafficShift> call) {
        try {
            return call.get();
        } catch (KubernetesClientException e) {
            if (e.getCode() == 409 || e.getCode() == 404) {
                readAnew(id);
                throw new StaleRecordException(id, e);
            }
            throw new StoreUnavailableException("could not " + what + ": " + e.getMessage(), e);
        }
    }

    /** Whoever has written it may have been heard of by everybody but our watch: the next turn must not meet the same conflict. */
    private void readAnew(ShiftId id) {
        try {
            Optional.ofNullable(management
                            .resources(TrafficShift.class)
                            .inNamespace(id.namespace())
                            .withName(id.name())
                            .get())
                    .ifPresent(cache::written);
        } catch (KubernetesClientException e) {
            LOG.debugf("shift=%s: could not be read after a conflict: %s", id, e.getMessage());
        }
    }
}
