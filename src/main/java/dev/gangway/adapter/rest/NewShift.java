package dev.gangway.adapter.rest;

import dev.gangway.control.RefusedException;
import dev.gangway.control.ShiftDraft;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.Protocol;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The body that starts a shift.
 *
 * @param name of the shift; the service's name if left out
 * @param service to move
 * @param source MeshCluster that it comes from
 * @param destination MeshCluster that it goes to
 * @param policy ShiftPolicy of the same namespace
 * @param steps the destination's weights in per cent
 * @param onDelete Keep or Restore
 * @param mode Shift or Observe
 * @param protocol Http or Tcp
 * @param acknowledge ids of preflight checks whose warnings are accepted
 */
public record NewShift(
        @Schema(description = "The service's name if left out.", examples = "checkout") String name,
        @Schema(description = "What to move.", examples = "checkout", required = true) String service,
        @Schema(description = "The MeshCluster that it comes from.", examples = "k8s2", required = true) String source,
        @Schema(description = "The MeshCluster that it goes to.", examples = "eks1", required = true)
                String destination,
        @Schema(description = "A ShiftPolicy of the namespace: its steps, pacing and objectives.", examples = "careful")
                String policy,
        @Schema(
                        description =
                                "The destination's weights in per cent on the way to 100, strictly rising; finest 0.1.",
                        examples = "[1, 5, 25, 50, 95]")
                List<BigDecimal> steps,
        @Schema(
                        description = "What becomes of the routes when the shift is deleted; Keep if left out.",
                        examples = "Restore")
                OnDelete onDelete,
        @Schema(
                        description =
                                "Observe judges and tells what would be done, and moves nothing; Shift if left out.",
                        examples = "Observe")
                Mode mode,
        @Schema(
                        description =
                                "What clients speak to the service: Http, with gRPC, whose requests are divided, or Tcp,"
                                        + " whose connections are, and are cut at each step; Http if left out.",
                        examples = "Tcp")
                SpokenProtocol protocol,
        @Schema(
                        description = "Preflight checks, by id, whose warnings are accepted; the policy's if left out.",
                        examples = "[\"connections-cut\"]")
                List<String> acknowledge) {

    /** What becomes of the routes when the shift is deleted. */
    public enum OnDelete {
        Keep,
        Restore
    }

    /** Whether traffic is moved. */
    public enum Mode {
        Shift,
        Observe
    }

    /** What clients speak to the service. */
    public enum SpokenProtocol {
        Http,
        Tcp
    }

    /** The body that starts this draft. */
    public static NewShift of(ShiftDraft draft) {
        return new NewShift(
                draft.id().name(),
                draft.service(),
                draft.source(),
                draft.destination(),
                draft.policy().orElse(null),
                draft.steps().isEmpty() ? null : draft.steps(),
                draft.restoreOnDelete() ? OnDelete.Restore : OnDelete.Keep,
                draft.mode() == ShiftPlan.Mode.OBSERVE ? Mode.Observe : Mode.Shift,
                draft.protocol() == Protocol.TCP ? SpokenProtocol.Tcp : SpokenProtocol.Http,
                draft.acknowledged().isEmpty() ? null : List.copyOf(new TreeSet<>(draft.acknowledged())));
    }

    static NewShift required(NewShift shift) {
        if (shift == null) {
            throw new RefusedException(
                    RefusedException.Kind.INVALID,
                    "body",
                    "the body is empty: give at least service, source and destination");
        }
        return shift;
    }

    ShiftDraft draft(String namespace, String by) {
        if (steps != null && steps.contains(null)) {
            throw new RefusedException(
                    RefusedException.Kind.INVALID, "steps", "a step is null: give numbers, or leave 'steps' out");
        }
        if (acknowledge != null && acknowledge.contains(null)) {
            throw new RefusedException(
                    RefusedException.Kind.INVALID,
                    "acknowledge",
                    "a check is null: give ids of checks, or leave 'acknowledge' out");
        }
        return new ShiftDraft(
                new ShiftId(namespace, name == null ? required("service", service) : name),
                required("service", service),
                required("source", source),
                required("destination", destination),
                Optional.ofNullable(policy),
                steps == null ? List.of() : steps,
                onDelete == OnDelete.Restore,
                mode == Mode.Observe ? ShiftPlan.Mode.OBSERVE : ShiftPlan.Mode.SHIFT,
                protocol == SpokenProtocol.Tcp ? Protocol.TCP : Protocol.HTTP,
                by,
                acknowledge == null ? Set.of() : new TreeSet<>(acknowledge));
    }

    private static String required(String field, String value) {
        if (value == null || value.isBlank()) {
            throw new RefusedException(
                    RefusedException.Kind.INVALID, field, "'%s' is missing: give the name of one".formatted(field));
        }
        return value;
    }
}
