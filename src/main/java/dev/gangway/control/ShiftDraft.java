package dev.gangway.control;

import static java.util.Objects.requireNonNull;

import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.Protocol;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A shift that somebody wants to start.
 *
 * @param id what it is to be called
 * @param service what is to be moved
 * @param source where it comes from
 * @param destination where it goes
 * @param policy whose steps and objectives it takes; empty = the defaults
 * @param steps the weights on the way, in per cent; empty = the policy's
 * @param restoreOnDelete whether the routes are removed when it is deleted
 * @param mode whether traffic is moved, or only judged
 * @param protocol what the service's clients speak
 * @param by who wants it
 * @param acknowledged ids of preflight checks whose warnings are accepted; empty = the policy's
 */
public record ShiftDraft(
        ShiftId id,
        String service,
        String source,
        String destination,
        Optional<String> policy,
        List<BigDecimal> steps,
        boolean restoreOnDelete,
        ShiftPlan.Mode mode,
        Protocol protocol,
        String by,
        Set<String> acknowledged) {
    /** Copies the collections. */
    public ShiftDraft {
        requireNonNull(id, "id");
        requireNonNull(policy, "policy");
        steps = List.copyOf(steps);
        requireNonNull(mode, "mode");
        requireNonNull(protocol, "protocol");
        acknowledged = Set.copyOf(acknowledged);
    }

    /** With nothing acknowledged. */
    public ShiftDraft(
            ShiftId id,
            String service,
            String source,
            String destination,
            Optional<String> policy,
            List<BigDecimal> steps,
            boolean restoreOnDelete,
            ShiftPlan.Mode mode,
            Protocol protocol,
            String by) {
        this(id, service, source, destination, policy, steps, restoreOnDelete, mode, protocol, by, Set.of());
    }
}
