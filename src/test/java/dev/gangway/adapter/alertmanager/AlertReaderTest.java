package dev.gangway.adapter.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gangway.adapter.alertmanager.Notification.Told;
import dev.gangway.control.alert.Alert;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertReaderTest {
    @Test
    void shouldReadWhatAlertmanagerPosts() throws JsonProcessingException {
        Notification notification = new ObjectMapper()
                .readValue(
                        """
                        {"receiver":"gangway","status":"firing","alerts":[{"status":"firing","labels":{"alertname":"A",
                        "service":"cart"},"annotations":{"summary":"s"},"startsAt":"2026-11-22T11:00:00.5+01:00",
                        "endsAt":"0001-01-01T00:00:00Z","generatorURL":"http://prometheus:9090/graph?g0.expr=up",
                        "fingerprint":"8b9eb1c8c9b5f5bd"}],"groupLabels":{},"commonLabels":{},"commonAnnotations":{},
                        "externalURL":"http://alertmanager:9093","version":"4","groupKey":"{}:{}","truncatedAlerts":3}""",
                        Notification.class);

        assertThat(notification.truncatedAlerts()).isEqualTo(3);
        Alert alert = AlertReader.read(notification.alerts().get(0), notification.externalUrl());
        assertThat(alert.fires()).isTrue();
        assertThat(alert.labels()).isEqualTo(Map.of("alertname", "A", "service", "cart"));
        assertThat(alert.fingerprint()).isEqualTo("8b9eb1c8c9b5f5bd");
        assertThat(alert.startsAt()).isEqualTo(Instant.parse("2026-11-22T10:00:00.5Z"));
        assertThat(alert.endsAt()).as("the year 1 is no time").isEmpty();
        assertThat(alert.source().orElseThrow()).hasToString("http://prometheus:9090/graph?g0.expr=up");
        assertThat(alert.alertmanager().orElseThrow()).hasToString("http://alertmanager:9093");
    }

    @Test
    void shouldDoWithoutWhatIsLeftOut() {
        Alert alert = AlertReader.read(new Told("resolved", null, null, null, null, null), null);

        assertThat(alert.fires()).isFalse();
        assertThat(alert.labels()).isEmpty();
        assertThat(alert.startsAt()).isEqualTo(Instant.EPOCH);
        assertThat(alert.source()).isEmpty();
        assertThat(alert.alertmanager()).isEmpty();
    }

    @Test
    void shouldMakeAFingerprintOfTheLabelsWhereNoneIsGiven() {
        String one = fingerprint(Map.of("alertname", "A", "service", "cart"));

        assertThat(one).matches("[0-9a-f]{16}");
        assertThat(fingerprint(Map.of("service", "cart", "alertname", "A"))).isEqualTo(one);
        assertThat(fingerprint(Map.of("alertname", "A", "service", "ledger"))).isNotEqualTo(one);
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "/graph", "http://user:secret@prometheus/graph", "not a link"})
    void shouldDropALinkThatIsNoneAndTakeTheAlertAllTheSame(String link) {
        Alert alert = AlertReader.read(new Told("firing", Map.of(), null, null, link, "f1"), link);

        assertThat(alert.source()).isEmpty();
        assertThat(alert.alertmanager()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            textBlock =
                    """
            burning | null  | null | f1  | status 'burning' is neither firing nor resolved
            null    | null  | null | f1  | status 'null' is neither firing nor resolved
            firing  | today | null | f1  | startsAt 'today' is no time of RFC 3339
            firing  | null  | 7    | f1  | endsAt '7' is no time of RFC 3339
            firing  | null  | null | f 1 | the fingerprint is not 1 to 64 letters and digits
            """)
    void shouldNameTheFieldAtFault(String status, String startsAt, String endsAt, String fingerprint, String words) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> AlertReader.read(new Told(status, Map.of(), startsAt, endsAt, null, fingerprint), null))
                .withMessage(words);
    }

    private static String fingerprint(Map<String, String> labels) {
        return AlertReader.read(new Told("firing", labels, null, null, null, ""), null)
                .fingerprint();
    }
}
