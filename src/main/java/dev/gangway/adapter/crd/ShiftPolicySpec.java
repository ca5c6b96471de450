package dev.gangway.adapter.crd;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.gangway.domain.schedule.Timetable;
import dev.gangway.domain.shift.Gating;
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
                List<AlertRuleSpec> alerts,
        @Size(max = Timetable.MOST)
                @JsonPropertyDescription("When traffic may rise; it may always fall. None = at any time.")
                List<WindowSpec> windows,
        @Size(max = Timetable.MOST) @JsonPropertyDescription("When traffic does not rise, whatever the windows say.")
                List<FreezeSpec> freezes,
        ApprovalsSpec approvals,
        @Size(max = Gating.MOST_GATES)
                @JsonPropertyDescription("Webhooks that are asked before traffic rises, and told what was decided.")
                List<GateSpec> gates) {
    static final ShiftPolicySpec EMPTY = new ShiftPolicySpec(null, null, null);

    /** Without previews; nothing is acknowledged; pods are counted, and alerts taken, as by default; evidence alone is asked for. */
    ShiftPolicySpec(List<Double> steps, PacingSpec pacing, ObjectivesSpec objectives) {
        this(steps, pacing, objectives, null, null, null, null, null, null, null, null, null);
    }
}
