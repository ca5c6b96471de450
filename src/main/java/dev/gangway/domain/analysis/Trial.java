package dev.gangway.domain.analysis;

import static java.util.Objects.requireNonNull;

import dev.gangway.domain.traffic.Weight;
import java.util.Optional;

/**
 * That the destination looked harmful where the source had next to nothing, and was tried out beside a control.
 *
 * @param from the weight that was left for it
 * @param ofLatency whether it was slow, and did not fail
 * @param times how often that weight was left for this, at least 1
 * @param explained whether beside a control the source was seen to suffer too
 */
public record Trial(Weight from, boolean ofLatency, int times, boolean explained) {
    /** Checks the count; throws IllegalArgumentException. */
    public Trial {
        requireNonNull(from, "from");
        if (times < 1) {
            throw new IllegalArgumentException(times + " times");
        }
    }

    /** One more from the same weight, or a first one from another. */
    static Trial next(Optional<Trial> before, Weight from, boolean ofLatency) {
        return before.filter(trial -> trial.from.equals(from))
                .map(trial -> new Trial(from, ofLatency, trial.times + 1, trial.explained))
                .orElseGet(() -> new Trial(from, ofLatency, 1, false));
    }

    Trial explainedBySource() {
        return explained ? this : new Trial(from, ofLatency, times, true);
    }
}
