package dev.gangway.adapter.crd;

import dev.gangway.control.IdempotencyKey;
import dev.gangway.control.RefusedException;
import dev.gangway.control.RefusedException.Kind;
import dev.gangway.control.ShiftDraft;
import dev.gangway.control.ShiftRecord;
import dev.gangway.control.ShiftRequests;
import dev.gangway.control.StoreUnavailableException;
import dev.gangway.control.Terms;
import dev.gangway.domain.shift.Request;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.Protocol;
import dev.gangway.domain.traffic.ServiceRef;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Puts wishes down in the specification of TrafficShifts. */
public final class CustomResourceRequests implements ShiftRequests {
    private static final int ATTEMPTS = 5;

    private final KubernetesClient management;
    private final ResourceCache cache;

    /** The cache must be started. */
    public CustomResourceRequests(KubernetesClient management, ResourceCache cache) {
        this.management = management;
        this.cache = cache;
    }

    @Override
    public ShiftPlan plan(ShiftDraft draft) {
        TrafficShiftSpec spec = spec(draft);
        if (draft.source().equals(draft.destination())) {
            throw new RefusedException(
                    Kind.INVALID,
                    "destination",
                    "source and destination are both '%s': name another cluster".formatted(draft.source()));
        }
        ShiftPolicySpec policy = checked("policy", () -> cache.policy(draft.id().namespace(), spec));
        checked("service", () -> new ServiceRef(draft.id().namespace(), draft.service()));
        checked("source", () -> new ClusterName(draft.source()));
        checked("destination", () -> new ClusterName(draft.destination()));
        requireName(draft.id().name());
        return checked("steps", () -> PlanMapping.plan(draft.id(), spec, policy));
    }

    @Override
    public Optional<ShiftRecord> createdWith(ShiftDraft draft, IdempotencyKey key) {
        // The one of that name is asked for, as it may be younger than what the watch has told.
        Stream<TrafficShift> named = find(draft.id()).stream();
        Stream<TrafficShift> others = cache.shifts().stream()
                .filter(shift ->
                        shift.getMetadata().getNamespace().equals(draft.id().namespace()))
                .filter(shift -> !ResourceCache.id(shift).equals(draft.id()));
        return Stream.concat(named, others)
                .filter(shift -> CreationKey.created(shift, key))
                .findFirst()
                .map(this::followed);
    }

    @Override
    public ShiftRecord create(ShiftDraft draft, Optional<IdempotencyKey> key, boolean rehearsal) {
        TrafficShift shift = new TrafficShift();
        shift.setMetadata(new ObjectMetaBuilder()
                .withNamespace(draft.id().namespace())
                .withName(draft.id().name())
                .withAnnotations(CreationKey.annotations(key))
                .withFinalizers(draft.restoreOnDelete() ? List.of(Api.FINALIZER) : List.of())
                .build());
        shift.setSpec(spec(draft));
        try {
            Resource<TrafficShift> wanted = management.resource(shift);
            return cache.record(rehearsal ? wanted.dryRun().create() : wanted.create());
        } catch (KubernetesClientException e) {
            throw notCreated(draft, e);
        }
    }

    private static RuntimeException notCreated(ShiftDraft draft, KubernetesClientException e) {
        return switch (e.getCode()) {
            case 409 ->
                new RefusedException(
                        Kind.CONFLICT,
                        "name",
                        "shift '%s' exists already in namespace '%s'; delete it first or choose another name"
                                .formatted(draft.id().name(), draft.id().namespace()));
            case 404 ->
                new RefusedException(
                        Kind.NOT_FOUND,
                        "namespace",
                        "the management cluster has no namespace '%s' or not the custom resources: create it, or apply them"
                                .formatted(draft.id().namespace()));
            case 400, 422 ->
                new RefusedException(Kind.INVALID, "spec", "the management cluster refuses it: " + e.getMessage());
            default -> new StoreUnavailableException("could not create shift " + draft.id() + ": " + e.getMessage(), e);
        };
    }

    @Override
    public ShiftRecord request(ShiftId id, Function<ShiftRecord, Request> change, Terms terms) {
        return trying("change", id, () -> {
            TrafficShift current = read(id);
            ShiftRecord stands = followed(current);
            terms.check(stands);
            TrafficShift changed = ResourceCache.copy(current);
            changed.setSpec(current.getSpec().wanting(change.apply(stands)));
            return terms.rehearsal()
                    ? cache.record(management.resource(changed).dryRun().update())
                    : written(changed);
        });
    }

    /** Changes more of a shift than what is wanted of it; where the change is empty, nothing is written. */
    void change(ShiftId id, BiFunction<TrafficShift, ShiftRecord, Optional<TrafficShift>> change) {
        ShiftRecord unused = trying("change", id, () -> {
            TrafficShift current = read(id);
            ShiftRecord stands = followed(current);
            return change.apply(current, stands).map(this::written).orElse(stands);
        });
    }

    private ShiftRecord written(TrafficShift changed) {
        TrafficShift written = management.resource(changed).update();
        cache.written(written);
        return cache.record(written);
    }

    private static <T> T trying(String what, ShiftId id, Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.get();
            } catch (KubernetesClientException e) {
                requireThatItMayBeTriedAgain(what, id, attempt, e);
            }
        }
    }

    @Override
    public void delete(ShiftId id, Terms terms) {
        if (trying("delete", id, () -> deleteOnce(id, terms)).isEmpty()) {
            throw unknown(id);
        }
    }

    private List<StatusDetails> deleteOnce(ShiftId id, Terms terms) {
        requireThatItCanBe(id);
        if (terms.versions().isEmpty() && !terms.rehearsal()) {
            // Whatever stands: the loop writes the status all the time, and is told of the deletion by the watch.
            return named(id).delete();
        }
        TrafficShift current = read(id);
        terms.check(followed(current));
        return terms.rehearsal()
                ? named(id).dryRun().delete()
                : named(id)
                        .lockResourceVersion(current.getMetadata().getResourceVersion())
                        .delete();
    }

    private static void requireThatItMayBeTriedAgain(
            String what, ShiftId id, int attempt, KubernetesClientException e) {
        if (e.getCode() != 409 || attempt == ATTEMPTS) {
            throw new StoreUnavailableException("could not %s shift %s: %s".formatted(what, id, e.getMessage()), e);
        }
    }

    private TrafficShift read(ShiftId id) {
        requireThatItCanBe(id);
        return Optional.ofNullable(named(id).get()).orElseThrow(() -> unknown(id));
    }

    private Optional<TrafficShift> find(ShiftId id) {
        try {
            return canBe(id) ? Optional.ofNullable(named(id).get()) : Optional.empty();
        } catch (KubernetesClientException e) {
            throw new StoreUnavailableException("could not read shift " + id + ": " + e.getMessage(), e);
        }
    }

    /** What can be no name is asked for nowhere: it would be part of a path at the API server. */
    private static void requireThatItCanBe(ShiftId id) {
        if (!canBe(id)) {
            throw unknown(id);
        }
    }

    private static boolean canBe(ShiftId id) {
        return id.name().matches(Schema.DNS_NAME) && id.namespace().matches(Schema.DNS_LABEL);
    }

    private Resource<TrafficShift> named(ShiftId id) {
        return management
                .resources(TrafficShift.class)
                .inNamespace(id.namespace())
                .withName(id.name());
    }

    private static RefusedException unknown(ShiftId id) {
        return new RefusedException(
                Kind.NOT_FOUND,
                "name",
                "there is no shift '%s' in namespace '%s'".formatted(id.name(), id.namespace()));
    }

    private ShiftRecord followed(TrafficShift current) {
        try {
            return cache.record(current);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    Kind.CONFLICT,
                    "spec",
                    "shift %s can't be followed until its specification is put right: %s"
                            .formatted(ResourceCache.id(current), e.getMessage()));
        }
    }

    private static TrafficShiftSpec spec(ShiftDraft draft) {
        return new TrafficShiftSpec(
                        draft.service(),
                        draft.source(),
                        draft.destination(),
                        TrafficShiftSpec.Intent.ADVANCE,
                        1,
                        draft.policy().orElse(null),
                        draft.steps().isEmpty()
                                ? null
                                : draft.steps().stream()
                                        .map(BigDecimal::doubleValue)
                                        .toList(),
                        null,
                        null,
                        TrafficShiftSpec.SubsetBy.NETWORK,
                        draft.restoreOnDelete() ? TrafficShiftSpec.OnDelete.RESTORE : TrafficShiftSpec.OnDelete.KEEP,
                        draft.mode() == ShiftPlan.Mode.OBSERVE
                                ? TrafficShiftSpec.Mode.OBSERVE
                                : TrafficShiftSpec.Mode.SHIFT,
                        draft.protocol() == Protocol.TCP
                                ? TrafficShiftSpec.Protocol.TCP
                                : TrafficShiftSpec.Protocol.HTTP,
                        new TrafficShiftSpec.RequestedBy(
                                TrafficShiftSpec.RequestedBy.Origin.PERSON,
                                draft.by(),
                                "started",
                                TrafficShiftSpec.Intent.ADVANCE,
                                1))
                .acknowledging(draft.acknowledged());
    }

    private static void requireName(String name) {
        if (!name.matches(Schema.DNS_LABEL)) {
            throw new RefusedException(
                    Kind.INVALID,
                    "name",
                    "name '%s' must be a DNS label: lower case letters, digits and '-', at most 63 characters"
                            .formatted(name));
        }
    }

    private static <T> T checked(String field, Supplier<T> value) {
        try {
            return value.get();
        } catch (InvalidSettingException e) {
            throw new RefusedException(Kind.INVALID, e.field(), e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Kind.INVALID, field, e.getMessage());
        }
    }
}
