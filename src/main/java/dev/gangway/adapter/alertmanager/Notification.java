package dev.gangway.adapter.alertmanager;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What Alertmanager posts to a webhook, payload version 4; what we don't use is left out.
 *
 * @param truncatedAlerts how many of the group were cut off by {@code max_alerts}
 * @param externalUrl where Alertmanager shows itself
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Notification(
        @Schema(examples = "4") @JsonProperty(required = true) String version,
        @JsonProperty(required = true) List<Told> alerts,
        int truncatedAlerts,
        @JsonProperty("externalURL") String externalUrl) {

    /**
     * One alert of the group.
     *
     * @param status firing or resolved
     * @param startsAt RFC 3339; left out where it is not known
     * @param endsAt RFC 3339; the year 1 while it fires
     * @param generatorUrl where its rule is shown
     * @param fingerprint of its labels; made of them where it is left out
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Told(
            @Schema(examples = "firing") String status,
            Map<String, String> labels,
            @Schema(examples = "2026-11-22T10:00:00Z") String startsAt,
            @Schema(examples = "0001-01-01T00:00:00Z") String endsAt,
            @JsonProperty("generatorURL") String generatorUrl,
            @Schema(examples = "8b9eb1c8c9b5f5bd") String fingerprint) {}
}
