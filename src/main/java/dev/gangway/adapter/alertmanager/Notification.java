package dev.gangway.adapter.alertmanager;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/** What Alertmanager posts to a webhook, payload version 4; what we don't use is left out. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Notification(
        @JsonProperty(required = true) String version,
        @JsonProperty(required = true) List<Alert> alerts,
        int truncatedAlerts) {

    /** One alert of the group. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Alert(String status, Map<String, String> labels, String fingerprint) {
        /** Missing labels are none. */
        public Alert {
            labels = labels == null ? Map.of() : Map.copyOf(labels);
        }

        boolean isFiring() {
            return "firing".equals(status);
        }

        String label(String name) {
            return labels.getOrDefault(name, "");
        }

        /** How the shift's records name it; the same for the same alert as long as it lasts. */
        String words() {
            return "alert %s (%s)".formatted(label("alertname"), fingerprint);
        }
    }
}
