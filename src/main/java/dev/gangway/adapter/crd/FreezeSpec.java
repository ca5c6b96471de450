package dev.gangway.adapter.crd;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** A time in which traffic does not rise, whatever the windows say. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FreezeSpec(
        @Required @JsonPropertyDescription("Its beginning, RFC 3339: 2026-12-20T00:00:00+01:00.") String from,
        @Required @JsonPropertyDescription("Its end, RFC 3339.") String to,
        @JsonPropertyDescription("Why; shown to whoever waits.") String reason) {}
