package dev.gangway.adapter.crd;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** What keeps a shift from a way forward that would else be taken now. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HoldStatus(
        @JsonPropertyDescription("Window, Approval, Gate, or SilentGate for one that has not answered.") String kind,
        @JsonPropertyDescription("The way forward: START, RISE or PROMOTION.") String passage,
        @JsonPropertyDescription("Of this attempt; spec.approval.attempt must be the same.") Integer attempt,
        @JsonPropertyDescription(
                        "The destination's share in per cent that it leads to; what spec.approval.percent must reach.")
                Double percent,
        @JsonPropertyDescription("When that ends by itself, RFC 3339, as far as it can be foreseen.") String until) {}
