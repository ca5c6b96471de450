package dev.gangway.adapter.crd;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;

/** A step before all others that mirrors some requests to the destination. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MirrorFirstSpec(
        @Required
                @Min(0)
                @Max(100)
                @JsonPropertyDescription(
                        "Per cent of the requests of which a copy goes there; finest 0.1; 0 = no such step.")
                Double percent,
        @Min(0) @Max(604800) @JsonPropertyDescription("How long it lasts at least; default 300.")
                Integer lastsSeconds) {}
