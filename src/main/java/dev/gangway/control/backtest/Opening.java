package dev.gangway.control.backtest;

import dev.gangway.domain.analysis.Baseline;
import dev.gangway.domain.analysis.MetricWindow;
import dev.gangway.domain.shift.ShiftPlan;
import java.time.Duration;
import java.time.Instant;

/**
 * Where a placebo shift begins, knowing what a real one knows then: the last hour, or for a quiet service the last day. A
 * service of which too little is known yet is waited for, as a real shift does.
 *
 * @param began when it was started
 * @param number the number of the first window that it looks at
 * @param past what it knows of the source then
 */
record Opening(Instant began, int number, Baseline past) {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofHours(24);

    /** Starts at the beginning of a window, by its number. */
    static Opening at(ShiftPlan plan, Tape tape, int first) {
        Instant began = tape.window(first).from();
        int number = first;
        while (true) {
            Baseline past = past(plan, tape, number);
            long lacking = past.lacking();
            if (lacking == 0) {
                return new Opening(began, number, past);
            }
            while (lacking > 0) {
                MetricWindow window = tape.window(number);
                lacking -= window.of(plan.source()).requests() + window.lost();
                if (++number == tape.size()) {
                    return new Opening(began, number, past);
                }
            }
        }
    }

    /** Whether enough of the source is ever known. */
    boolean isKnown() {
        return past.lacking() == 0;
    }

    private static Baseline past(ShiftPlan plan, Tape tape, int number) {
        Baseline hour = Baseline.of(plan.objectives(), plan.source(), tape.before(number, HOUR));
        return hour.isQuiet() ? Baseline.of(plan.objectives(), plan.source(), tape.before(number, DAY)) : hour;
    }
}
