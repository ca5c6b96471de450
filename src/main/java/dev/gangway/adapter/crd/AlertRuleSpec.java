package dev.gangway.adapter.crd;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.Map;

/** Which alerts it is for, and what becomes of the shift. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AlertRuleSpec(
        @Size(max = AlertsMapping.LONGEST_VALUE) @JsonPropertyDescription("The alert's name; left out, any.")
                String alertname,
        @Size(max = AlertsMapping.MOST_LABELS)
                @JsonPropertyDescription("What labels are exactly; a label that is missing is empty.")
                Map<String, String> labels,
        @Size(max = AlertsMapping.MOST_LABELS)
                @JsonPropertyDescription(
                        "What labels look like: regular expressions (RE2) for the whole value, each at most 200 characters.")
                Map<String, String> labelPatterns,
        @Required
                @JsonPropertyDescription(
                        "Pause: the shift pauses, and goes on when all alerts that paused it are resolved. RollBack, or"
                                + " Ignore.")
                Action action) {
    /** What becomes of the shift. */
    public enum Action {
        @JsonProperty("Pause")
        PAUSE,
        @JsonProperty("RollBack")
        ROLL_BACK,
        @JsonProperty("Ignore")
        IGNORE
    }
}
