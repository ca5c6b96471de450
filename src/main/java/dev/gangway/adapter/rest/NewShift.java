package dev.gangway.adapter.rest;

import dev.gangway.control.RefusedException;
import dev.gangway.control.ShiftDraft;
import dev.gangway.domain.shift.ShiftId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
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
 */
public record NewShift(
        @Schema(examples = "checkout") String name,
        @Schema(examples = "checkout", required = true) String service,
        @Schema(examples = "k8s2", required = true) String source,
        @Schema(examples = "eks1", required = true) String destination,
        @Schema(examples = "careful") String policy,
        @Schema(examples = "[1, 5, 25, 50, 95]") List<BigDecimal> steps,
        OnDelete onDelete) {

    /** What becomes of the routes when the shift is deleted. */
    public enum OnDelete {
        Keep,
        Restore
    }

    ShiftDraft draft(String namespace, String by) {
        if (steps != null && steps.contains(null)) {
            throw new RefusedException(
                    RefusedException.Kind.INVALID, "steps", "a step is null: give numbers, or leave 'steps' out");
        }
        return new ShiftDraft(
                new ShiftId(namespace, name == null ? required("service", service) : name),
                required("service", service),
                required("source", source),
                required("destination", destination),
                Optional.ofNullable(policy),
                steps == null ? List.of() : steps,
                onDelete == OnDelete.Restore,
                by);
    }

    private static String required(String field, String value) {
        if (value == null || value.isBlank()) {
            throw new RefusedException(
                    RefusedException.Kind.INVALID, field, "'%s' is missing: give the name of one".formatted(field));
        }
        return value;
    }
}
