package dev.gangway.fake;

import dev.gangway.control.LoopMeter;
import dev.gangway.control.ShiftRecord;
import dev.gangway.control.TrafficRouter.Outcome;
import dev.gangway.domain.shift.ShiftId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what it was told, in words; turns that ended well are kept as they are. */
public final class RecordingMeter implements LoopMeter {
    private final List<ShiftRecord> turns = new CopyOnWriteArrayList<>();
    private final List<String> said = new CopyOnWriteArrayList<>();

    public List<ShiftRecord> turns() {
        return List.copyOf(turns);
    }

    /** As "forgotten shop/cart" or "failed shop/cart conflict". */
    public List<String> said() {
        return List.copyOf(said);
    }

    @Override
    public void turned(ShiftRecord shift) {
        turns.add(shift);
    }

    @Override
    public void forgotten(ShiftId id) {
        said.add("forgotten " + id);
    }

    @Override
    public void applied(ShiftId id, Outcome outcome) {
        said.add("applied %s %s %s"
                .formatted(id, outcome.cluster(), outcome.failure().orElse("" + outcome.writes())));
    }

    @Override
    public void roundEnded(int shifts, Duration took) {
        said.add("round of " + shifts);
    }

    @Override
    public void turnFailed(ShiftId id, String why) {
        said.add("failed %s %s".formatted(id, why));
    }
}
