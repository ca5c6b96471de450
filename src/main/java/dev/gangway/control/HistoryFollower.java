package dev.gangway.control;

import dev.gangway.control.ShiftState.HistoryEntry;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Reason;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.TrafficSplit;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells of decisions as they appear in the shifts' histories, so that who listens to a replica that stands by hears what the
 * leader decides. In the leader it may tell what the loop has told already: whoever listens goes by the time of the decision.
 */
public final class HistoryFollower {
    private static final Reason DELETED = new Reason(Reason.Cause.PERSON, "it was deleted, and is gone", List.of());

    private final ShiftStore store;
    private final Leadership leadership;
    private final Announcer listeners;
    private final Clock clock;
    private final Map<ShiftId, Told> told = new ConcurrentHashMap<>();

    /**
     * As far as a shift was told of.
     *
     * @param until the time of the newest decision that was told
     * @param leaving the shift, where it is being deleted
     */
    private record Told(Instant until, Optional<ShiftRecord> leaving) {
        static final Told NOTHING = new Told(Instant.MIN, Optional.empty());

        static Told of(ShiftRecord shift) {
            List<HistoryEntry> history = shift.state().history();
            return new Told(
                    history.isEmpty()
                            ? Instant.MIN
                            : history.get(history.size() - 1).at(),
                    Optional.of(shift).filter(one -> one.request().deleted()));
        }
    }

    /** Takes what stands now for told. */
    public HistoryFollower(ShiftStore store, Leadership leadership, Announcer listeners, Clock clock) {
        this.store = store;
        this.leadership = leadership;
        this.listeners = listeners;
        this.clock = clock;
        store.all().forEach(shift -> told.put(shift.id(), Told.of(shift)));
    }

    /** A shift has changed, or is gone. Calls for one shift must not overlap. */
    public void changed(ShiftId id) {
        Optional<ShiftRecord> found = store.find(id);
        if (found.isEmpty()) {
            Optional.ofNullable(told.remove(id))
                    .flatMap(Told::leaving)
                    .filter(gone -> !leadership.isHeld())
                    .ifPresent(this::tellThatItIsGone);
            return;
        }
        ShiftRecord shift = found.get();
        Instant until = told.getOrDefault(id, Told.NOTHING).until();
        Phase.Kind phase = Phase.Kind.PENDING;
        TrafficSplit weight = shift.plan().baseline();
        for (HistoryEntry entry : shift.state().history()) {
            if (until.isBefore(entry.at())) {
                listeners.announce(event(shift.plan(), phase, weight, entry));
            }
            phase = entry.phase();
            weight = entry.weight();
        }
        told.put(id, Told.of(shift));
    }

    private void tellThatItIsGone(ShiftRecord gone) {
        ShiftState state = gone.state();
        TrafficSplit weight = ShiftState.wanted(state.phase(), gone.plan());
        listeners.announce(event(
                gone.plan(),
                state.phase().kind(),
                weight,
                new HistoryEntry(clock.instant(), Phase.Kind.RELEASED, weight, state.verdict(), DELETED)));
    }

    private static ShiftEvent event(ShiftPlan plan, Phase.Kind phase, TrafficSplit weight, HistoryEntry entry) {
        return new ShiftEvent(
                entry.at(), plan, phase, entry.phase(), weight, entry.weight(), entry.verdict(), entry.reason());
    }
}
