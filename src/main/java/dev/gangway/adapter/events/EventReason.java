package dev.gangway.adapter.events;

import dev.gangway.control.ShiftEvent;
import dev.gangway.domain.shift.Phase;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What has happened to a shift, in one word for machines. */
enum EventReason {
    OBSERVING,
    PREPARING,
    RETRIED,
    PREVIEWING,
    WEIGHT_RAISED,
    WEIGHT_LOWERED,
    RESUMED,
    WATCHING,
    PAUSED,
    ROLLING_BACK,
    ROLLED_BACK,
    SUCCEEDED,
    RESTORING,
    RELEASED,
    WAITING;

    static EventReason of(ShiftEvent event) {
        return switch (event.to()) {
            case PENDING -> WAITING;
            case OBSERVING -> OBSERVING;
            case PREPARING -> event.from() == Phase.Kind.ROLLED_BACK ? RETRIED : resumedOr(event, PREPARING);
            case PREVIEWING -> resumedOr(event, PREVIEWING);
            case SHIFTING -> resumedOr(event, byWeight(event));
            case BAKING -> resumedOr(event, event.from() == Phase.Kind.BAKING ? byWeight(event) : WATCHING);
            case PAUSED -> PAUSED;
            case ROLLING_BACK -> ROLLING_BACK;
            case ROLLED_BACK -> ROLLED_BACK;
            case SUCCEEDED -> SUCCEEDED;
            case RESTORING -> RESTORING;
            case RELEASED -> RELEASED;
        };
    }

    /** Whether somebody may have to look. */
    boolean isWarning() {
        return this == PAUSED || this == ROLLING_BACK || this == ROLLED_BACK || this == WEIGHT_LOWERED;
    }

    /** ROLLING_BACK is RollingBack. */
    String title() {
        return Arrays.stream(name().split("_", -1))
                .map(part -> part.charAt(0) + part.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }

    private static EventReason resumedOr(ShiftEvent event, EventReason otherwise) {
        return event.from() == Phase.Kind.PAUSED ? RESUMED : otherwise;
    }

    private static EventReason byWeight(ShiftEvent event) {
        return event.after().toDestination().compareTo(event.before().toDestination()) < 0
                ? WEIGHT_LOWERED
                : WEIGHT_RAISED;
    }
}
