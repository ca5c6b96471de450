package dev.gangway.adapter.crd;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** What the destination must keep. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ObjectivesSpec(
        @Min(0) @Max(1) @JsonPropertyDescription("Failed over all requests; default 0.01.") Double maxErrorRatio,
        @Min(1) @JsonPropertyDescription("Times the source's error ratio; default 1.5.") Double errorFactor,
        @Min(0) @Max(1) @JsonPropertyDescription("Added to that; default 0.005.") Double errorMargin,
        @Min(0) @Max(1) @JsonPropertyDescription("Which latency is compared; default 0.99.") Double latencyQuantile,
        @Min(0) @JsonPropertyDescription("Milliseconds at that quantile; no limit by default.") Double maxLatencyMillis,
        @Min(1) @JsonPropertyDescription("Times the source's latency; default 1.5.") Double latencyFactor,
        @Min(0) @JsonPropertyDescription("Milliseconds added to that for the other network; default 10.")
                Double latencyAllowanceMillis,
        @Min(1) @JsonPropertyDescription("Requests to the destination that a verdict needs; default 50.")
                Integer minimumRequests) {
    static final ObjectivesSpec EMPTY = new ObjectivesSpec(null, null, null, null, null, null, null, null);
}
