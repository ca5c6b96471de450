package dev.gangway.domain.shift;

import dev.gangway.domain.traffic.Weight;
import java.util.List;

/**
 * Where a shift waits for somebody's word.
 *
 * @param beforeStart whether it does before it begins
 * @param steps before which it does: a step that reaches or passes one of these weights waits
 */
public record Approvals(boolean beforeStart, List<Weight> steps) {
    /** Nowhere. */
    public static final Approvals NONE = new Approvals(false, List.of());

    /** Throws IllegalArgumentException for steps that don't rise strictly, or one of no weight. */
    public Approvals {
        steps = List.copyOf(steps);
        Weight before = Weight.NONE;
        for (Weight step : steps) {
            if (step.compareTo(before) <= 0) {
                throw new IllegalArgumentException(
                        "steps that wait for approval must rise strictly from above 0 %, not " + steps);
            }
            before = step;
        }
    }

    /** Whether a way forward from a weight needs a word. */
    boolean asksFor(Passage passage, Weight from) {
        return passage.kind() == Passage.Kind.START
                ? beforeStart
                : steps.stream().anyMatch(step -> step.compareTo(from) > 0 && step.compareTo(passage.to()) <= 0);
    }
}
