package dev.gangway.simulation;

import dev.gangway.control.Gatekeeper;
import dev.gangway.control.ShiftRecord;
import dev.gangway.domain.shift.GateAnswer;
import dev.gangway.domain.shift.Gates;
import dev.gangway.domain.shift.Hold;
import dev.gangway.domain.shift.Passage;
import dev.gangway.domain.shift.ShiftId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Gates that open, shut and fall silent by the minute, each at its own; from the end of the chaos on all are open. */
final class Doors implements Gatekeeper {
    private final Clock clock;
    private final Map<ShiftId, Passage> asked = new HashMap<>();
    private Instant openFrom = Instant.MAX;

    Doors(Clock clock) {
        this.clock = clock;
    }

    /** From now on all are open. */
    void open() {
        openFrom = clock.instant();
    }

    /** A new process has asked nobody. */
    void begin() {
        asked.clear();
    }

    GateAnswer answer(ShiftId id) {
        Instant now = clock.instant();
        if (!now.isBefore(openFrom)) {
            return new GateAnswer.Open();
        }
        long minute = Duration.between(World.START, now).toMinutes() + id.name().hashCode();
        return switch (Math.floorMod(minute, 4)) {
            case 0 -> new GateAnswer.Shut("gate 'x' answered 403");
            case 1 -> new GateAnswer.Silent("gate 'x' did not answer within 10 s");
            default -> new GateAnswer.Open();
        };
    }

    @Override
    public Gates see(ShiftRecord shift) {
        return new Gates(Optional.ofNullable(asked.get(shift.id())), answer(shift.id()), Optional.empty());
    }

    @Override
    public void ask(ShiftRecord shift, Optional<Hold> hold) {
        hold.filter(held -> held.kind().isGate()).ifPresent(held -> asked.put(shift.id(), held.passage()));
    }

    @Override
    public void forget(ShiftId id) {
        asked.remove(id);
    }
}
