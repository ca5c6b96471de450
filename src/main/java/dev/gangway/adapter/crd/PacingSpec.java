package dev.gangway.adapter.crd;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** How long things take at least. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PacingSpec(
        @Min(0) @Max(604800) @JsonPropertyDescription("From a written route to proxies that follow it; default 5.")
                Integer propagationSeconds,
        @Min(0) @Max(604800) @JsonPropertyDescription("At each step; default 20.") Integer soakSeconds,
        @Min(0) @Max(604800) @JsonPropertyDescription("At the last step, with the rest as the control; default 60.")
                Integer bakeSeconds,
        @Min(0) @Max(604800) @JsonPropertyDescription("At 100 %, before the shift has succeeded; default 60.")
                Integer watchSeconds) {
    static final PacingSpec EMPTY = new PacingSpec(null, null, null, null);
}
