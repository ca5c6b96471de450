package dev.gangway.control;

import dev.gangway.domain.shift.ShiftId;
import java.util.Map;

/** The labels that people have put on shifts. They are for people alone: nothing that moves traffic asks for them. */
public interface ShiftLabels {

    /** As last known; none where there is no such shift. */
    Map<String, String> of(ShiftId id);
}
