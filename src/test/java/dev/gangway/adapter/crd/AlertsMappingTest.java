package dev.gangway.adapter.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gangway.control.alert.AlertRule;
import dev.gangway.control.alert.AlertRules;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertsMappingTest {
    @Test
    void shouldHaveTheDefaultWhereAPolicySaysNothing() {
        assertThat(rules("{}")).isEqualTo(AlertRules.DEFAULT);
        assertThat(rules("{alerts: []}").rules()).isEmpty();
    }

    @Test
    void shouldReadRulesInTheirOrder() {
        AlertRules rules = rules(
                """
                {alerts: [
                  {alertname: Watchdog, action: Ignore},
                  {labels: {severity: page, team: shop}, labelPatterns: {service: cart|orders}, action: RollBack},
                  {action: Pause}]}""");

        assertThat(rules.rules())
                .extracting(AlertRule::action)
                .containsExactly(AlertRule.Action.IGNORE, AlertRule.Action.ROLL_BACK, AlertRule.Action.PAUSE);
        assertThat(rules.rules().get(0).alertname()).contains("Watchdog");
        assertThat(rules.rules().get(1)).satisfies(rule -> {
            assertThat(rule.alertname()).isEqualTo(Optional.empty());
            assertThat(rule.labels()).isEqualTo(Map.of("severity", "page", "team", "shop"));
            assertThat(rule.patterns().get("service")).accepts("cart", "orders").rejects("cart-v2", "the orders", "");
        });
    }

    @Test
    void shouldTakeNoLongerForAPatternThatOtherEnginesTakeForEverFor() {
        AlertRule rule = rules("{alerts: [{labelPatterns: {x: '(a+)+b'}, action: Pause}]}")
                .rules()
                .get(0);

        assertThat(rule.patterns().get("x"))
                .rejects("a".repeat(AlertsMapping.LONGEST_MATCHED))
                .accepts("a".repeat(AlertsMapping.LONGEST_MATCHED - 1) + "b")
                .rejects("a".repeat(AlertsMapping.LONGEST_MATCHED) + "b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {alertname: A}                                          | rule 1: action is missing; give Pause, RollBack or Ignore
            {labelPatterns: {x: '('}, action: Pause}                | rule 1: labelPatterns.x '(' is no regular expression of RE2: missing closing )
            {labelPatterns: {x: '(?=a)'}, action: Pause}            | rule 1: labelPatterns.x '(?=a)' is no regular expression of RE2
            {labelPatterns: {x: '(a)\\1'}, action: Pause}           | rule 1: labelPatterns.x '(a)\\1' is no regular expression of RE2
            {labelPatterns: {x: 'a{1001}'}, action: Pause}          | rule 1: labelPatterns.x 'a{1001}' repeats a part more than 1000 times; use + or * instead of {}
            {labelPatterns: {x: '((a{100}){100}){100}'}, action: Pause} | rule 1: labelPatterns.x '((a{100}){100}){100}' repeats a part more than 1000 times
            {labels: {x: null}, action: Pause}                      | rule 1: labels.x is empty; give it a value, or take it out
            """)
    void shouldNameTheRuleAndTheFieldAtFault(String rule, String words) {
        assertRefused("{alerts: [" + rule + "]}", words);
    }

    @Test
    void shouldBoundAllThatPeopleWrite() {
        String pattern = "a".repeat(AlertsMapping.LONGEST_VALUE + 1);

        assertRefused(
                "{alerts: [{action: Ignore}, {labelPatterns: {x: " + pattern + "}, action: Pause}]}",
                "rule 2: 201 characters in labelPatterns.x; at most 200");
        assertRefused(
                "{alerts: [" + String.join(",", Collections.nCopies(51, "{action: Ignore}")) + "]}",
                "51 rules; at most 50");
    }

    @Test
    void shouldKeepAShiftFromFollowingAPolicyWhoseRulesMakeNoSense() {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> PlanMapping.plan(
                        Store.ID,
                        Store.spec("service: checkout, source: k8s2, destination: eks1, policy: careful"),
                        policy("{alerts: [{alertname: A}]}")))
                .withMessageStartingWith("alerts of ShiftPolicy 'careful': rule 1: action is missing");
    }

    private static void assertRefused(String policy, String words) {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> rules(policy))
                .withMessageContaining("alerts of ShiftPolicy 'careful': " + words)
                .satisfies(e -> assertThat(e.field()).isEqualTo("policy"));
    }

    private static AlertRules rules(String policy) {
        return AlertsMapping.rules(policy(policy), "careful");
    }

    private static ShiftPolicySpec policy(String yaml) {
        return Serialization.unmarshal("--- " + yaml, ShiftPolicySpec.class);
    }
}
