package dev.gangway.control;

import dev.gangway.domain.shift.ShiftId;
import java.time.Duration;

/** Takes the measure of the loop and of the shifts, for dashboards. */
public interface LoopMeter {

    /** A shift's turn has ended with this state standing. */
    void turned(ShiftRecord shift);

    /** A shift is gone. */
    void forgotten(ShiftId id);

    /** A cluster was written for a shift, or was not. */
    void applied(ShiftId id, TrafficRouter.Outcome outcome);

    /** A round of so many shifts took so long. */
    void roundEnded(int shifts, Duration took);

    /** A turn did not come to its end. */
    void turnFailed(ShiftId id, String why);
}
