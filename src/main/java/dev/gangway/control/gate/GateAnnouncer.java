package dev.gangway.control.gate;

import dev.gangway.control.Announcer;
import dev.gangway.control.ShiftEvent;
import dev.gangway.control.ShiftStore;
import dev.gangway.control.gate.GateCalls.Outcome;
import dev.gangway.domain.shift.Gate;
import dev.gangway.domain.shift.Phase;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Tells gates what was decided, and that a shift has ended. Nobody waits for them, and nothing is told twice. */
public final class GateAnnouncer implements Announcer {
    private static final Logger LOG = Logger.getLogger(GateAnnouncer.class);

    private final GateCalls calls;
    private final ShiftStore shifts;

    /** Tells by these calls. */
    public GateAnnouncer(GateCalls calls, ShiftStore shifts) {
        this.calls = calls;
        this.shifts = shifts;
    }

    @Override
    public void announce(ShiftEvent event) {
        event.plan().gating().of(Gate.Type.EVENT).forEach(gate -> tell(gate, event));
        if (event.to() == Phase.Kind.SUCCEEDED || event.to() == Phase.Kind.ROLLED_BACK) {
            event.plan().gating().of(Gate.Type.POST_ROLLOUT).forEach(gate -> tell(gate, event));
        }
    }

    private void tell(Gate gate, ShiftEvent event) {
        boolean goesBack = event.to() == Phase.Kind.ROLLING_BACK || event.to() == Phase.Kind.ROLLED_BACK;
        GateCall call = new GateCall(
                event.plan(),
                shifts.find(event.plan().id())
                        .map(shift -> shift.state().attempt())
                        .orElse(1),
                event.to(),
                event.after().toDestination(),
                Optional.empty(),
                0,
                Map.of(
                        "eventMessage",
                        event.reason().text(),
                        "eventType",
                        goesBack ? "Warning" : "Normal",
                        "timestamp",
                        String.valueOf(event.at().truncatedTo(ChronoUnit.MILLIS).toEpochMilli())));
        var unused = calls.call(gate, call).thenAccept(answer -> {
            if (answer.outcome() != Outcome.PASSED) {
                LOG.warnf(
                        "shift=%s: gate '%s' %s; it is not told again",
                        event.plan().id(), gate.name(), answer.words());
            }
        });
    }
}
