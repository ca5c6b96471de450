package dev.gangway.adapter.crd;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import java.util.List;

/** What the destination must keep, and what may be risked to find out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ObjectivesSpec(
        @Min(0)
                @Max(1)
                @JsonPropertyDescription(
                        "Failed over all requests, 0 to 1; counts only where the source itself keeps it; no limit by"
                                + " default.")
                Double maxErrorRatio,
        @Min(1) @JsonPropertyDescription("Times the source's error ratio; default 1.2.") Double errorFactor,
        @Min(0) @Max(1) @JsonPropertyDescription("Added to that, 0 to 1; default 0.0001.") Double errorMargin,
        @JsonPropertyDescription(
                        "The response codes that count as failed: three digits, a class such as \"5xx\", or \"0\" for no"
                                + " answer at all; in quotes; default \"5xx\" and \"0\".")
                List<@Pattern(Schema.RESPONSE_CODE) String> errorCodes,
        @JsonPropertyDescription(
                        "The gRPC statuses that count as failed, 1 to 16; default 2, 4, 8, 13, 14 and 15, the server's"
                                + " own faults.")
                List<@Min(1) @Max(16) Integer> grpcErrorStatuses,
        @Min(value = 0, inclusive = false)
                @Max(value = 1, inclusive = false)
                @JsonPropertyDescription(
                        "Where maxLatencyMillis is measured, and the latency that people are shown; default 0.99.")
                Double latencyQuantile,
        @Min(value = 0, inclusive = false)
                @JsonPropertyDescription(
                        "Milliseconds at that quantile; counts only where the source itself keeps it; no limit by"
                                + " default.")
                Double maxLatencyMillis,
        @Min(1) @JsonPropertyDescription("Times the source's latency; default 1.1.") Double latencyFactor,
        @Min(0)
                @JsonPropertyDescription(
                        "Milliseconds added to that for the way through the other network; default 10.")
                Double latencyAllowanceMillis,
        @Min(1)
                @JsonPropertyDescription(
                        "Requests to the destination that a step needs before the next; one after maxSoakSeconds;"
                                + " default 5.")
                Integer minimumRequests,
        @Min(value = 0, inclusive = false)
                @Max(0.1)
                @JsonPropertyDescription(
                        "The share of good shifts that may be rolled back, nominally: evidence of harm must reach 1 over"
                                + " this; default 0.001.")
                Double falseRollbackRate,
        @Min(value = 0, inclusive = false)
                @JsonPropertyDescription(
                        "Failed requests that the next step may cost in the worst case that is still plausible; a step"
                                + " waits until that is affordable; default 20.")
                Double exposureBudget) {
    static final ObjectivesSpec EMPTY =
            new ObjectivesSpec(null, null, null, null, null, null, null, null, null, null, null, null);
}
