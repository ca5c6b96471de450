package dev.gangway.adapter.crd;

import static java.util.Objects.requireNonNullElse;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.gangway.control.alert.AlertRule;
import dev.gangway.control.alert.AlertRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Rules for alerts as people write them. Their patterns take time in the length of what they are held against, and no more. */
final class AlertsMapping {
    static final int MOST_RULES = 50;
    static final int MOST_LABELS = 20;
    static final int LONGEST_VALUE = 200;

    /** A longer label matches no pattern. */
    static final int LONGEST_MATCHED = 1_000;

    /** Each is written out by the engine, as often as those around it. */
    private static final long MOST_REPEATED = 1_000;

    private static final java.util.regex.Pattern REPEATED =
            java.util.regex.Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?}");

    private AlertsMapping() {}

    /** Throws InvalidSettingException that says what is wrong. */
    static AlertRules rules(ShiftPolicySpec policy, String policyName) {
        return new Settings<List<AlertRuleSpec>>("", null, policy.alerts(), policyName)
                .set(AlertRules.DEFAULT, "alerts", Function.identity(), (standard, said) -> rules(said));
    }

    /** A shift must not follow a policy that would do to it what nobody has meant. Throws InvalidSettingException. */
    static void requireRules(ShiftPolicySpec policy, String policyName) {
        AlertRules unused = rules(policy, policyName);
    }

    private static AlertRules rules(List<AlertRuleSpec> said) {
        requireAtMost(MOST_RULES, said.size(), "rules");
        List<AlertRule> rules = new ArrayList<>();
        for (AlertRuleSpec spec : said) {
            try {
                rules.add(rule(spec));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("rule %d: %s".formatted(rules.size() + 1, e.getMessage()), e);
            }
        }
        return new AlertRules(rules);
    }

    private static AlertRule rule(AlertRuleSpec spec) {
        if (spec.action() == null) {
            throw new IllegalArgumentException("action is missing; give Pause, RollBack or Ignore");
        }
        Map<String, String> labels = requireNonNullElse(spec.labels(), Map.of());
        Map<String, String> patterns = requireNonNullElse(spec.labelPatterns(), Map.of());
        requireAtMost(MOST_LABELS, labels.size(), "labels");
        requireAtMost(MOST_LABELS, patterns.size(), "labelPatterns");
        labels.forEach((label, value) -> requireValue("labels." + label, value));
        Map<String, Predicate<String>> compiled = new HashMap<>();
        patterns.forEach((label, pattern) -> compiled.put(label, compiled("labelPatterns." + label, pattern)));
        return new AlertRule(
                Optional.ofNullable(spec.alertname()),
                labels,
                compiled,
                switch (spec.action()) {
                    case PAUSE -> AlertRule.Action.PAUSE;
                    case ROLL_BACK -> AlertRule.Action.ROLL_BACK;
                    case IGNORE -> AlertRule.Action.IGNORE;
                });
    }

    private static Predicate<String> compiled(String field, String expression) {
        requireValue(field, expression);
        requireFewRepetitions(field, expression);
        try {
            Pattern pattern = Pattern.compile(expression);
            return value -> value.length() <= LONGEST_MATCHED && pattern.matches(value);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "%s '%s' is no regular expression of RE2: %s".formatted(field, expression, e.getDescription()), e);
        }
    }

    private static void requireFewRepetitions(String field, String expression) {
        long repeated = REPEATED.matcher(expression)
                .results()
                .mapToLong(braces -> Math.max(
                        Long.parseLong(braces.group(1)),
                        braces.group(2) == null || braces.group(2).isEmpty() ? 1 : Long.parseLong(braces.group(2))))
                .reduce(1, (some, more) -> Math.min(MOST_REPEATED + 1, some * Math.max(1, more)));
        if (repeated > MOST_REPEATED) {
            throw new IllegalArgumentException("%s '%s' repeats a part more than %d times; use + or * instead of {}"
                    .formatted(field, expression, MOST_REPEATED));
        }
    }

    private static void requireValue(String field, String value) {
        if (value == null) {
            throw new IllegalArgumentException(field + " is empty; give it a value, or take it out");
        }
        requireAtMost(LONGEST_VALUE, value.length(), "characters in " + field);
    }

    private static void requireAtMost(int most, int count, String what) {
        if (count > most) {
            throw new IllegalArgumentException("%d %s; at most %d".formatted(count, what, most));
        }
    }
}
