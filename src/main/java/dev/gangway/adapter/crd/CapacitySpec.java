package dev.gangway.adapter.crd;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** How strictly pods are counted before traffic moves. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CapacitySpec(
        @Min(0)
                @Max(100)
                @JsonPropertyDescription(
                        "Ready pods at the destination that stand in for one of the source's; 0 = pods are not counted;"
                                + " default 1.")
                Double podRatio,
        @JsonPropertyDescription(
                        "Whether the minimum of the service's HorizontalPodAutoscaler or ScaledObject is raised before a step,"
                                + " and put back afterwards; default false.")
                Boolean prewarm) {
    static final CapacitySpec EMPTY = new CapacitySpec(null, null);
}
