package dev.gangway.fake;

import dev.gangway.control.IdempotencyKey;
import dev.gangway.control.RefusedException;
import dev.gangway.control.ShiftDraft;
import dev.gangway.control.ShiftRecord;
import dev.gangway.control.ShiftRequests;
import dev.gangway.control.ShiftState;
import dev.gangway.control.ShiftStore;
import dev.gangway.control.StaleRecordException;
import dev.gangway.control.StoreUnavailableException;
import dev.gangway.control.Terms;
import dev.gangway.control.alert.AlertRules;
import dev.gangway.control.alert.ShiftAlerts;
import dev.gangway.domain.shift.AlertBook;
import dev.gangway.domain.shift.Request;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/** Shifts with versions, as an API server keeps them: a write by somebody who read an older version is refused. */
public final class InMemoryShifts implements ShiftStore, ShiftRequests, ShiftAlerts {
    private final Map<ShiftId, ShiftRecord> shifts =
            new ConcurrentSkipListMap<>(Comparator.comparing(ShiftId::namespace).thenComparing(ShiftId::name));
    private final Clock clock;
    private final List<ShiftRecord> written = Collections.synchronizedList(new ArrayList<>());
    private Function<ShiftDraft, ShiftPlan> planner = draft -> {
        throw new RefusedException(RefusedException.Kind.INVALID, "spec", "no drafts here");
    };
    private Function<ShiftId, Fault> faults = id -> Fault.NONE;
    private BiConsumer<ShiftRecord, ShiftRecord> witness = (before, after) -> {};
    private final Map<ShiftId, IdempotencyKey> keys = new ConcurrentHashMap<>();
    private final AtomicLong version = new AtomicLong();

    /** What becomes of a write of the loop's. */
    public enum Fault {
        /** It works. */
        NONE,
        /** Somebody else wrote the shift a moment before. */
        CONFLICT,
        /** The call fails, and nothing was written. */
        LOST_BEFORE,
        /** The call fails, but it was written. */
        LOST_AFTER
    }

    public InMemoryShifts(Clock clock) {
        this.clock = clock;
    }

    /** Decides on the fate of each write of the loop's. */
    public void faults(Function<ShiftId, Fault> decides) {
        faults = decides;
    }

    /** Is shown each write of the loop's that took effect, with what stood before. */
    public void witness(BiConsumer<ShiftRecord, ShiftRecord> sees) {
        witness = sees;
    }

    public void planner(Function<ShiftDraft, ShiftPlan> plans) {
        planner = plans;
    }

    /** The writes of the loop's that took effect, in their order. */
    public List<ShiftRecord> written() {
        return List.copyOf(written);
    }

    /** A new shift of this plan, as somebody may create it. */
    public ShiftRecord add(ShiftPlan plan, Request request) {
        return put(plan, request, ShiftState.initial(clock.instant()));
    }

    /** Puts a shift into a state, past the loop; the alerts that it was told of stay. */
    public ShiftRecord put(ShiftPlan plan, Request request, ShiftState state) {
        AlertBook alerts = find(plan.id()).map(ShiftRecord::alerts).orElse(AlertBook.EMPTY);
        return put(new ShiftRecord("", plan, request, state, alerts));
    }

    private ShiftRecord put(ShiftRecord wanted) {
        ShiftRecord shift = new ShiftRecord(
                Long.toString(version.incrementAndGet()),
                wanted.plan(),
                wanted.request(),
                wanted.state(),
                wanted.alerts());
        shifts.put(shift.id(), shift);
        return shift;
    }

    /** By the default rules. A fault is one of this call, too. */
    @Override
    public void change(ShiftId id, BiFunction<ShiftRecord, AlertRules, ShiftRecord> change) {
        if (faults.apply(id) == Fault.LOST_BEFORE) {
            throw new StoreUnavailableException("changing " + id, null);
        }
        ShiftRecord stands = standing(id);
        ShiftRecord wanted = change.apply(stands, AlertRules.DEFAULT);
        if (!wanted.equals(stands)) {
            ShiftRecord unused = put(wanted);
        }
        if (faults.apply(id) == Fault.LOST_AFTER) {
            throw new StoreUnavailableException("changing " + id, null);
        }
    }

    @Override
    public List<ShiftRecord> all() {
        return List.copyOf(shifts.values());
    }

    @Override
    public Optional<ShiftRecord> find(ShiftId id) {
        return Optional.ofNullable(shifts.get(id));
    }

    @Override
    public ShiftRecord record(ShiftRecord read, ShiftState state) {
        return write(read, () -> {
            ShiftRecord after = put(read.plan(), read.request(), state);
            written.add(after);
            witness.accept(read, after);
            return after;
        });
    }

    @Override
    public void release(ShiftRecord read) {
        ShiftRecord unused = write(read, () -> shifts.remove(read.id()));
    }

    private ShiftRecord write(ShiftRecord read, Supplier<ShiftRecord> effect) {
        Fault fault = faults.apply(read.id());
        if (fault == Fault.LOST_BEFORE) {
            throw new StoreUnavailableException("recording " + read.id(), null);
        }
        ShiftRecord stands = shifts.get(read.id());
        if (fault == Fault.CONFLICT && stands != null) {
            stands = put(stands.plan(), stands.request(), stands.state());
        }
        if (stands == null || !stands.version().equals(read.version())) {
            throw new StaleRecordException(read.id(), null);
        }
        ShiftRecord after = effect.get();
        if (fault == Fault.LOST_AFTER) {
            throw new StoreUnavailableException("recording " + read.id(), null);
        }
        return after;
    }

    @Override
    public ShiftPlan plan(ShiftDraft draft) {
        return planner.apply(draft);
    }

    @Override
    public Optional<ShiftRecord> createdWith(ShiftDraft draft, IdempotencyKey key) {
        return keys.entrySet().stream()
                .filter(entry -> entry.getValue().key().equals(key.key()))
                .findFirst()
                .map(entry -> {
                    if (!entry.getValue().equals(key)) {
                        throw new RefusedException(RefusedException.Kind.INVALID, "Idempotency-Key", "another body");
                    }
                    return standing(entry.getKey());
                });
    }

    @Override
    public ShiftRecord create(ShiftDraft draft, Optional<IdempotencyKey> key, boolean rehearsal) {
        if (shifts.containsKey(draft.id())) {
            throw new RefusedException(RefusedException.Kind.CONFLICT, "name", "shift " + draft.id() + " exists");
        }
        Request advance = new Request(Request.Intent.ADVANCE, 1, Request.Origin.PERSON, draft.by(), "", false);
        if (rehearsal) {
            return new ShiftRecord("", plan(draft), advance, ShiftState.initial(clock.instant()));
        }
        key.ifPresent(one -> keys.put(draft.id(), one));
        return add(plan(draft), advance);
    }

    @Override
    public ShiftRecord request(ShiftId id, Function<ShiftRecord, Request> change, Terms terms) {
        ShiftRecord stands = standing(id);
        terms.check(stands);
        Request wanted = change.apply(stands);
        return terms.rehearsal()
                ? new ShiftRecord(stands.version(), stands.plan(), wanted, stands.state())
                : put(stands.plan(), wanted, stands.state());
    }

    @Override
    public void delete(ShiftId id, Terms terms) {
        ShiftRecord stands = standing(id);
        terms.check(stands);
        if (terms.rehearsal()) {
            return;
        }
        Request wanted = stands.request();
        put(
                stands.plan(),
                new Request(wanted.intent(), wanted.attempt(), wanted.origin(), wanted.by(), wanted.why(), true),
                stands.state());
    }

    private ShiftRecord standing(ShiftId id) {
        return find(id).orElseThrow(
                        () -> new RefusedException(RefusedException.Kind.NOT_FOUND, "name", "there is no shift " + id));
    }
}
