package dev.gangway.adapter.crd;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;

/** Somebody's word that an attempt may go on up to a weight. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApprovalSpec(
        @Required @Min(1) @JsonPropertyDescription("The attempt that it is for: status.hold.attempt.") Integer attempt,
        @Required
                @Min(0)
                @Max(100)
                @JsonPropertyDescription(
                        "The weight in per cent up to which it may go on: status.hold.percent; 0 = it may begin.")
                Double percent,
        @JsonPropertyDescription("Who has given it; set by the REST API.") Giver given) {

    /** Who has given it. An edit of the approval alone leaves it standing, so it counts for the same attempt and weight only. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Giver(@Min(1) Integer attempt, @Min(0) @Max(100) Double percent, String by, String reason) {}
}
