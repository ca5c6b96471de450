package dev.gangway.control.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.control.alert.AlertRule.Action;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertRulesTest {
    private static final AlertRules RULES = new AlertRules(List.of(
            new AlertRule(Optional.of("Watchdog"), Map.of(), Map.of(), Action.IGNORE),
            new AlertRule(
                    Optional.empty(),
                    Map.of("team", "shop"),
                    Map.of("alertname", name -> name.endsWith("BurnRate")),
                    Action.ROLL_BACK),
            new AlertRule(Optional.empty(), Map.of("team", "shop"), Map.of(), Action.PAUSE),
            new AlertRule(Optional.empty(), Map.of("team", ""), Map.of("severity", String::isEmpty), Action.PAUSE)));

    @ParameterizedTest
    @CsvSource({
        "alertname=Watchdog team=shop severity=critical,     IGNORE",
        "alertname=ErrorBurnRate team=shop severity=info,    ROLL_BACK",
        "alertname=Latency team=shop,                        PAUSE",
        "alertname=Latency,                                  PAUSE",
        "alertname=ErrorBurnRate team=other severity=info,   IGNORE",
        "alertname=Latency team=other severity=warning,      PAUSE",
        "alertname=Latency team=other severity=critical,     ROLL_BACK",
    })
    void shouldGoByTheFirstRuleThatIsForTheAlertAndElseBySeverity(String labels, Action action) {
        assertThat(RULES.action(Alerts.fires("f1", labels))).isEqualTo(action);
    }

    @ParameterizedTest
    @CsvSource({
        "severity=critical, ROLL_BACK",
        "severity=warning,  PAUSE",
        "severity=info,     IGNORE",
        "severity=Critical, IGNORE",
        "'',                IGNORE",
    })
    void shouldGoBySeverityWithoutRules(String labels, Action action) {
        assertThat(AlertRules.DEFAULT.action(Alerts.fires("f1", labels))).isEqualTo(action);
    }

    @Test
    void shouldTakeARuleThatSaysNothingForOneForAll() {
        AlertRules none = new AlertRules(List.of(new AlertRule(Optional.empty(), Map.of(), Map.of(), Action.IGNORE)));

        assertThat(none.action(Alerts.fires("f1", "severity=critical"))).isEqualTo(Action.IGNORE);
    }
}
