package dev.gangway.control.alert;

import dev.gangway.control.alert.AlertRule.Action;
import java.util.List;

/**
 * What alerts do to the shifts that follow a policy: the first rule that is for an alert says it. Where none is, severity critical rolls
 * back and warning pauses.
 */
public record AlertRules(List<AlertRule> rules) {
    /** By severity alone. */
    public static final AlertRules DEFAULT = new AlertRules(List.of());

    /** Copies them. */
    public AlertRules {
        rules = List.copyOf(rules);
    }

    Action action(Alert alert) {
        return rules.stream()
                .filter(rule -> rule.isFor(alert))
                .map(AlertRule::action)
                .findFirst()
                .orElseGet(() -> bySeverity(alert));
    }

    private static Action bySeverity(Alert alert) {
        return switch (alert.label("severity")) {
            case "critical" -> Action.ROLL_BACK;
            case "warning" -> Action.PAUSE;
            default -> Action.IGNORE;
        };
    }
}
