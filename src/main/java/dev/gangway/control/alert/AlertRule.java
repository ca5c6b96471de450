package dev.gangway.control.alert;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which alerts it is for, and what becomes of the shift. It is for an alert where all that it says holds; one that says nothing is for
 * all.
 *
 * @param alertname of the alerts; empty = any
 * @param labels what labels are exactly
 * @param patterns what labels look like; a label that is missing is empty
 * @param action what becomes of the shift
 */
public record AlertRule(
        Optional<String> alertname,
        Map<String, String> labels,
        Map<String, Predicate<String>> patterns,
        Action action) {

    /** What becomes of the shift. */
    public enum Action {
        /** It pauses, and goes on when all alerts that paused it are over. */
        PAUSE,
        /** It is rolled back. */
        ROLL_BACK,
        /** Nothing. */
        IGNORE
    }

    /** Copies both maps. */
    public AlertRule {
        requireNonNull(alertname, "alertname");
        labels = Map.copyOf(labels);
        patterns = Map.copyOf(patterns);
        requireNonNull(action, "action");
    }

    boolean isFor(Alert alert) {
        return alertname.map(alert.label("alertname")::equals).orElse(true)
                && labels.entrySet().stream()
                        .allMatch(label -> alert.label(label.getKey()).equals(label.getValue()))
                && patterns.entrySet().stream()
                        .allMatch(label -> label.getValue().test(alert.label(label.getKey())));
    }
}
