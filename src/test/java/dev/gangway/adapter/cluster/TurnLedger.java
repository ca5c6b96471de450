package dev.gangway.adapter.cluster;

import dev.gangway.control.LoopMeter;
import dev.gangway.control.ShiftRecord;
import dev.gangway.control.TrafficRouter.Outcome;
import dev.gangway.domain.shift.ShiftId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps count of the turns of shifts that nothing may disturb, in rounds. */
final class TurnLedger implements LoopMeter {
    private final Set<ShiftId> watched;
    private final Map<ShiftId, AtomicInteger> turns = new ConcurrentHashMap<>();
    private final Set<ShiftId> inThisRound = ConcurrentHashMap.newKeySet();
    private final Map<ShiftId, Integer> roundsWithout = new ConcurrentHashMap<>();
    private final Map<ShiftId, ShiftRecord> last = new ConcurrentHashMap<>();
    private final List<String> wrongs = new CopyOnWriteArrayList<>();
    private final AtomicInteger rounds = new AtomicInteger();
    private volatile boolean isStrict;

    TurnLedger(Set<ShiftId> watched) {
        this.watched = Set.copyOf(watched);
    }

    /** From now on a cluster that a watched shift can't see is wrong too. */
    void beStrict() {
        isStrict = true;
    }

    int rounds() {
        return rounds.get();
    }

    /** The state after its last turn. */
    Map<ShiftId, ShiftRecord> last() {
        return Map.copyOf(last);
    }

    List<String> wrongs() {
        return new ArrayList<>(wrongs);
    }

    /** The fewest turns that a watched shift has had. */
    int fewestTurns() {
        return watched.stream()
                .mapToInt(id -> turns.getOrDefault(id, new AtomicInteger()).get())
                .min()
                .orElse(0);
    }

    @Override
    public void turned(ShiftRecord shift) {
        inThisRound.add(shift.id());
        last.put(shift.id(), shift);
        turns.computeIfAbsent(shift.id(), id -> new AtomicInteger()).incrementAndGet();
        if (isStrict
                && watched.contains(shift.id())
                && !shift.state().unreachable().isEmpty()) {
            wrongs.add("%s could not see %s in round %d"
                    .formatted(shift.id(), shift.state().unreachable(), rounds.get()));
        }
    }

    @Override
    public void roundEnded(int shifts, Duration took) {
        for (ShiftId id : watched) {
            int without =
                    roundsWithout.merge(id, inThisRound.contains(id) ? 0 : 1, (before, now) -> now * (before + 1));
            if (without > 2) {
                wrongs.add("%s was left out for %d rounds in round %d".formatted(id, without, rounds.get()));
            }
        }
        inThisRound.clear();
        rounds.incrementAndGet();
    }

    @Override
    public void turnFailed(ShiftId id, String why) {
        if (watched.contains(id)) {
            wrongs.add("%s failed in round %d: %s".formatted(id, rounds.get(), why));
        }
    }

    @Override
    public void forgotten(ShiftId id) {}

    @Override
    public void applied(ShiftId id, Outcome outcome) {}
}
