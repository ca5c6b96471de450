package dev.gangway.adapter.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.adapter.alertmanager.Notification.Alert;
import dev.gangway.control.ShiftRecord;
import dev.gangway.control.ShiftState;
import dev.gangway.domain.analysis.Evidence;
import dev.gangway.domain.analysis.Verdict;
import dev.gangway.domain.shift.Command;
import dev.gangway.domain.shift.Phases;
import dev.gangway.domain.shift.Request;
import dev.gangway.domain.shift.Request.Intent;
import dev.gangway.domain.shift.Request.Origin;
import dev.gangway.domain.shift.Shifts;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shift is shop/cart-to-eks1, of service cart. */
class AlertRulesTest {
    private static final String THIS_ALERT = "alert HighErrorRate (f1)";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "destination_service=cart.shop.svc.cluster.local",
                "destination_service=cart.shop.svc.cluster.local namespace=monitoring service=istiod",
                "destination_service_namespace=shop destination_service_name=cart",
                "destination_service_namespace=shop destination_service_name=cart namespace=monitoring service=x",
                "namespace=shop service=cart",
                "namespace=shop shift=cart-to-eks1",
                "namespace=shop service=other shift=cart-to-eks1",
            })
    void shouldKnowTheShiftThatAnAlertSpeaksOf(String labels) {
        assertThat(AlertRules.speaksOf(alert("firing", labels), shift(Shifts.wants(Intent.ADVANCE))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "namespace=shop",
                "service=cart",
                "shift=cart-to-eks1",
                "destination_service_name=cart",
                "destination_service=cart",
                "destination_service=cart.other.svc.cluster.local",
                "destination_service=payments.shop.svc.cluster.local namespace=shop",
                "namespace=other service=cart",
                "namespace=shop service=payments",
                "namespace=other shift=cart-to-eks1",
                "namespace=shop shift=other",
                "destination_service_namespace=other destination_service_name=cart namespace=shop",
                "destination_service_namespace=shop destination_service_name=payments service=cart",
            })
    void shouldNotTakeAnAlertForOneThatSpeaksOfTheShift(String labels) {
        assertThat(AlertRules.speaksOf(alert("firing", labels), shift(Shifts.wants(Intent.ADVANCE))))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "critical, ADVANCE,   ROLL_BACK",
        "critical, PAUSE,     ROLL_BACK",
        "critical, PROMOTE,   ROLL_BACK",
        "critical, ROLL_BACK,",
        "warning,  ADVANCE,   PAUSE",
        "warning,  PAUSE,",
        "warning,  PROMOTE,   PAUSE",
        "warning,  ROLL_BACK,",
        "info,     ADVANCE,",
        "Critical, ADVANCE,",
        "none,     PROMOTE,",
    })
    void shouldActBySeverityAndOnlyWhereThatIsNotWantedAlready(String severity, Intent standing, Command wanted) {
        Alert alert = alert("firing", "alertname=HighErrorRate severity=" + severity);

        assertThat(AlertRules.wants(alert, shift(Shifts.wants(standing)))).isEqualTo(Optional.ofNullable(wanted));
    }

    @Test
    void shouldDoNothingForAnAlertWithoutASeverity() {
        assertThat(AlertRules.wants(alert("firing", ""), shift(Shifts.wants(Intent.ADVANCE))))
                .isEmpty();
    }

    @Test
    void shouldDoNothingWhenItIsRepeated() {
        Alert warning = alert("firing", "alertname=HighErrorRate severity=warning");
        Alert critical = alert("firing", "alertname=HighErrorRate severity=critical");

        assertThat(AlertRules.wants(warning, shift(by(Intent.PAUSE, Origin.ALERT, THIS_ALERT))))
                .isEmpty();
        assertThat(AlertRules.wants(critical, shift(by(Intent.ROLL_BACK, Origin.ALERT, THIS_ALERT))))
                .isEmpty();
    }

    @Test
    void shouldResumeWhatItHasPausedItself() {
        Alert resolved = alert("resolved", "alertname=HighErrorRate severity=warning");

        assertThat(AlertRules.wants(resolved, shift(by(Intent.PAUSE, Origin.ALERT, THIS_ALERT))))
                .contains(Command.RESUME);
    }

    @ParameterizedTest
    @CsvSource({
        "PAUSE,     ALERT,  alert HighErrorRate (f2)",
        "PAUSE,     ALERT,  alert Other (f1)",
        "PAUSE,     PERSON, alert HighErrorRate (f1)",
        "PAUSE,     PERSON, ana",
        "ADVANCE,   ALERT,  alert HighErrorRate (f1)",
        "PROMOTE,   ALERT,  alert HighErrorRate (f1)",
        "ROLL_BACK, ALERT,  alert HighErrorRate (f1)",
    })
    void shouldResumeNothingElse(Intent standing, Origin origin, String by) {
        Alert resolved = alert("resolved", "alertname=HighErrorRate severity=critical");

        assertThat(AlertRules.wants(resolved, shift(by(standing, origin, by)))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Origin.class)
    void shouldNeverOverwriteARollback(Origin origin) {
        for (String status : List.of("firing", "resolved")) {
            for (String severity : List.of("critical", "warning", "info")) {
                Alert alert = alert(status, "alertname=HighErrorRate severity=" + severity);

                assertThat(AlertRules.wants(alert, shift(by(Intent.ROLL_BACK, origin, THIS_ALERT))))
                        .isEmpty();
            }
        }
    }

    @Test
    void shouldTakeMissingLabelsForNone() {
        Alert bare = new Alert("firing", null, "f1");

        assertThat(bare.label("severity")).isEmpty();
        assertThat(AlertRules.speaksOf(bare, shift(Shifts.wants(Intent.ADVANCE))))
                .isFalse();
        assertThat(bare.words()).isEqualTo("alert  (f1)");
    }

    private static Request by(Intent intent, Origin origin, String by) {
        return new Request(intent, 1, origin, by, "", false);
    }

    private static Alert alert(String status, String labels) {
        Map<String, String> pairs = Arrays.stream(labels.split(" ", -1))
                .filter(pair -> !pair.isEmpty())
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        return new Alert(status, pairs, "f1");
    }

    private static ShiftRecord shift(Request request) {
        return new ShiftRecord(
                "1",
                Shifts.plan(),
                request,
                new ShiftState(
                        Phases.shifting(1),
                        Phases.REASON,
                        1,
                        Verdict.HEALTHY,
                        List.of(),
                        Evidence.NONE,
                        Map.of(),
                        Map.of(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Instant.EPOCH));
    }
}
