package dev.gangway.adapter.crd;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;

/** A step before the first weight that sends only requests with a header to the destination. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HeaderFirstSpec(
        @Required @JsonPropertyDescription("The header's name in lower case, as x-gangway.") String name,
        @Required @JsonPropertyDescription("What it is exactly, as destination.") String value,
        @Min(0) @Max(604800) @JsonPropertyDescription("How long it lasts at least; default 300.")
                Integer lastsSeconds) {}
