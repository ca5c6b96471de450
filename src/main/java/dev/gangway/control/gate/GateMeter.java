package dev.gangway.control.gate;

import dev.gangway.domain.shift.Gate;
import java.time.Duration;

/** Takes the measure of gates, for dashboards. */
public interface GateMeter {

    /** A call has come to its end, or was not made. */
    void called(Gate.Type type, GateCalls.Outcome outcome, Duration took);
}
