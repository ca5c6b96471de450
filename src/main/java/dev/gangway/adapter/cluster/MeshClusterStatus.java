package dev.gangway.adapter.cluster;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** How a cluster was found last. No secret is in it. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MeshClusterStatus(
        @JsonPropertyDescription("Reachable: its API server answers Gangway. AccessUsable: the spec is followed.")
                List<Condition> conditions,
        @JsonPropertyDescription("When its API server gave the last good answer, RFC 3339; told once a minute.")
                String lastAnswer,
        Long observedGeneration) {}
