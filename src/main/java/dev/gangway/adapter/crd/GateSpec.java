package dev.gangway.adapter.crd;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import java.util.Map;

/** A webhook in Flagger's form. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GateSpec(
        @Required @JsonPropertyDescription("For people; no other gate of the policy has it.") String name,
        @Required
                @JsonPropertyDescription(
                        "confirm-rollout, pre-rollout, confirm-traffic-increase, confirm-promotion, post-rollout, rollback or"
                                + " event.")
                Type type,
        @Required
                @Pattern("^https?://[^/@]+(/.*)?$")
                @JsonPropertyDescription(
                        "Where it is, by http or https; Gangway's setting gangway.gates.hosts must name its host.")
                String url,
        @Min(1) @Max(1800) @JsonPropertyDescription("For one call; default 10.") Integer timeoutSeconds,
        @Min(0) @Max(10) @JsonPropertyDescription("How often a call that fails is made again at once; default 0.")
                Integer retries,
        @Min(1)
                @Max(86400)
                @JsonPropertyDescription("From one call to the next while it does not let the shift pass; default 10.")
                Integer intervalSeconds,
        @Min(1)
                @Max(1000)
                @JsonPropertyDescription(
                        "Of pre-rollout: when it has failed so often the attempt is rolled back before it begins; default 3.")
                Integer failures,
        @JsonPropertyDescription("Is sent along as metadata.") Map<String, String> metadata) {

    /** The types, as Flagger has them. */
    public enum Type {
        @JsonProperty("confirm-rollout")
        CONFIRM_ROLLOUT,
        @JsonProperty("pre-rollout")
        PRE_ROLLOUT,
        @JsonProperty("confirm-traffic-increase")
        CONFIRM_TRAFFIC_INCREASE,
        @JsonProperty("confirm-promotion")
        CONFIRM_PROMOTION,
        @JsonProperty("post-rollout")
        POST_ROLLOUT,
        @JsonProperty("rollback")
        ROLLBACK,
        @JsonProperty("event")
        EVENT
    }
}
