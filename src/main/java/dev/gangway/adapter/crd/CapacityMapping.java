package dev.gangway.adapter.crd;

import dev.gangway.adapter.crd.TrafficShiftStatus.CapacityStatus;
import dev.gangway.control.CapacityState;
import dev.gangway.domain.shift.Shortage;
import java.util.Optional;
import java.util.OptionalInt;

/** What is known of the pods and its form in the status. */
final class CapacityMapping {
    private CapacityMapping() {}

    /** Null where there is nothing to write. */
    static CapacityStatus status(CapacityState state) {
        return state.equals(CapacityState.NONE)
                ? null
                : new CapacityStatus(
                        state.sourcePods().isPresent() ? state.sourcePods().getAsInt() : null,
                        state.shortage().map(Shortage::words).orElse(null),
                        state.shortage().map(Shortage::known).orElse(null),
                        state.refusal().orElse(null));
    }

    static CapacityState state(CapacityStatus status) {
        if (status == null) {
            return CapacityState.NONE;
        }
        return new CapacityState(
                status.sourcePods() == null ? OptionalInt.empty() : OptionalInt.of(Math.max(0, status.sourcePods())),
                Optional.ofNullable(status.shortage())
                        .map(words -> new Shortage(words, Boolean.TRUE.equals(status.known()))),
                Optional.ofNullable(status.refusal()));
    }
}
