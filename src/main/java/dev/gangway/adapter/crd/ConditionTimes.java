package dev.gangway.adapter.crd;

import static java.util.Objects.requireNonNullElse;

import io.fabric8.kubernetes.api.model.Condition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Since when each condition of a status has been what it is: all of the last status that the next one asks for. */
final class ConditionTimes {
    static final ConditionTimes NONE = new ConditionTimes(List.of());

    private final List<Since> conditions;

    private record Since(String type, String status, String time) {}

    private ConditionTimes(List<Since> conditions) {
        this.conditions = conditions;
    }

    /** Null is none. Thousands of these are held: equal words are one object. */
    static ConditionTimes of(List<Condition> conditions) {
        Map<String, String> times = new HashMap<>();
        return new ConditionTimes(requireNonNullElse(conditions, List.<Condition>of()).stream()
                .filter(condition -> condition.getType() != null && condition.getStatus() != null)
                .filter(condition -> condition.getLastTransitionTime() != null)
                .map(condition -> new Since(
                        condition.getType().intern(),
                        condition.getStatus().intern(),
                        times.computeIfAbsent(condition.getLastTransitionTime(), time -> time)))
                .toList());
    }

    /** Empty where the condition had another status, or was not there. */
    Optional<String> since(String type, String status) {
        return conditions.stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst()
                .filter(condition -> condition.status().equals(status))
                .map(Since::time);
    }
}
