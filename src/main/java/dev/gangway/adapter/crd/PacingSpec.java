package dev.gangway.adapter.crd;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** What a shift goes by when it rises, and how long things take. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PacingSpec(
        @Min(0) @Max(604800) @JsonPropertyDescription("From a written route to proxies that follow it; default 5.")
                Integer propagationSeconds,
        @Min(0) @Max(604800) @JsonPropertyDescription("At each step at least; default 20.") Integer soakSeconds,
        @Min(0)
                @Max(604800)
                @JsonPropertyDescription(
                        "After this long at a step one request is enough, unless something speaks against it; default"
                                + " 120.")
                Integer maxSoakSeconds,
        @Min(0)
                @Max(604800)
                @JsonPropertyDescription("At the last step at least, with the rest as the control; default 20.")
                Integer bakeSeconds,
        @Min(0) @Max(604800) @JsonPropertyDescription("At 100 %, before the shift has succeeded; default 1800.")
                Integer watchSeconds,
        @JsonPropertyDescription(
                        "Evidence: a step ends when the next one is affordable. Interval: it ends after intervalSeconds,"
                                + " unless something speaks against it. Default Evidence.")
                Pace pace,
        @Min(0)
                @Max(604800)
                @JsonPropertyDescription(
                        "With pace Interval, at each step at least, in place of soakSeconds; default 60.")
                Integer intervalSeconds,
        @Min(0)
                @Max(604800)
                @JsonPropertyDescription(
                        "After this long without metrics to judge by the shift pauses; until then it holds and goes on by"
                                + " itself; 0 = it never pauses for that; default 1800.")
                Integer metricsBudgetSeconds) {
    static final PacingSpec EMPTY = new PacingSpec(null, null, null, null, null, null, null, null);

    /** What a rise goes by. */
    public enum Pace {
        @JsonProperty("Evidence")
        EVIDENCE,
        @JsonProperty("Interval")
        INTERVAL
    }
}
