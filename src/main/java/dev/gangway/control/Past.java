package dev.gangway.control;

import dev.gangway.domain.analysis.Baseline;
import dev.gangway.domain.analysis.History;
import dev.gangway.domain.analysis.History.Recorded;
import dev.gangway.domain.analysis.History.Unavailable;
import dev.gangway.domain.shift.ShiftPlan;

/** What came of reading what the source was before a shift. Hours of windows are not kept, only what they say together. */
sealed interface Past {

    /** What the source was. */
    record Known(Baseline baseline) implements Past {}

    /** Why nothing can be said. */
    record Unknown(Unavailable why) implements Past {}

    static Past of(ShiftPlan plan, History history) {
        if (history instanceof Recorded recorded) {
            return new Known(Baseline.of(plan.objectives(), plan.source(), recorded.windows()));
        }
        return new Unknown((Unavailable) history);
    }

    /** Whether a longer past would tell much more. */
    default boolean isQuiet() {
        return this instanceof Known known && known.baseline().isQuiet();
    }
}
