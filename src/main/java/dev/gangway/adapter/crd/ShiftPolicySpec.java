package dev.gangway.adapter.crd;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** What shifts that name this policy do, unless they say otherwise. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ShiftPolicySpec(
        @JsonPropertyDescription(
                        "The destination's weights in per cent on the way to 100, strictly rising; finest 0.1.")
                List<@Min(0) @Max(100) Double> steps,
        PacingSpec pacing,
        ObjectivesSpec objectives,
        MirrorFirstSpec mirrorFirst,
        HeaderFirstSpec headerFirst,
        @JsonPropertyDescription("Preflight checks, by id, whose warnings are accepted.") List<String> acknowledge,
        CapacitySpec capacity,
        @Size(max = AlertsMapping.MOST_RULES)
                @JsonPropertyDescription(
                        "What alerts do to the shifts: the first rule that is for an alert says it. Where none is, severity"
                                + " critical rolls back and warning pauses.")
                List<AlertRuleSpec> alerts) {
    static final ShiftPolicySpec EMPTY = new ShiftPolicySpec(null, null, null);

    /** Without previews; nothing is acknowledged; pods are counted, and alerts taken, as by default. */
    ShiftPolicySpec(List<Double> steps, PacingSpec pacing, ObjectivesSpec objectives) {
        this(steps, pacing, objectives, null, null, null, null, null);
    }
}
