package dev.gangway.crash;

import dev.gangway.control.ShiftRecord;
import dev.gangway.domain.shift.Phase;
import dev.gangway.simulation.RecordRules;
import java.util.ArrayList;
import java.util.List;

/** What a shift has recorded, in its order. */
final class Trail {
    private final List<Integer> wanted = new ArrayList<>();
    private ShiftRecord last;
    private boolean recordedAny;

    Trail(ShiftRecord first) {
        last = first;
        wanted.add(permille(first));
    }

    ShiftRecord last() {
        return last;
    }

    /** It stands as this now. */
    void add(ShiftRecord record) {
        recordedAny |= record.state().phase().kind() != Phase.Kind.PENDING;
        last = record;
        if (wanted.get(wanted.size() - 1) != permille(record)) {
            wanted.add(permille(record));
        }
    }

    /** Whether such a share may come to stand now: it is what was recorded last, or what was on its way when that was. */
    boolean mayStand(int permille) {
        return recordedAny
                && wanted.subList(Math.max(0, wanted.size() - 2), wanted.size()).contains(permille);
    }

    static int permille(ShiftRecord record) {
        return RecordRules.wanted(record).toDestination().permille();
    }

    @Override
    public String toString() {
        return last.state().phase() + " after " + wanted;
    }
}
