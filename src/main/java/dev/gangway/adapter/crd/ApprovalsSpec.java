package dev.gangway.adapter.crd;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import java.util.List;

/** Where shifts wait for somebody's word. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApprovalsSpec(
        @JsonPropertyDescription("Whether each attempt waits before it begins; default false.") Boolean beforeStart,
        @JsonPropertyDescription(
                        "Weights in per cent, strictly rising: a step that reaches or passes one of them waits; 100 is the"
                                + " promotion.")
                List<@Min(0) @Max(100) Double> steps) {}
