package dev.gangway.control;

import dev.gangway.control.MetricsSource.Readings;
import dev.gangway.domain.analysis.MetricWindow;
import dev.gangway.domain.analysis.Reading;
import dev.gangway.domain.analysis.Traffic;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Request;
import java.util.Comparator;
import java.util.List;

/** The order of a round: the worst service first, so that its traffic is the first to be taken back. */
final class Harm {
    private Harm() {}

    /** Those that go back, then the rest by the requests that fail in a second for being sent to the destination. */
    static List<ShiftRecord> worstFirst(List<ShiftRecord> shifts, Readings readings) {
        record Ranked(ShiftRecord shift, boolean goesBack, double failing) {}
        return shifts.stream()
                .map(shift -> new Ranked(shift, goesBack(shift), failing(shift, readings)))
                .sorted(Comparator.comparing(Ranked::goesBack)
                        .thenComparingDouble(Ranked::failing)
                        .reversed())
                .map(Ranked::shift)
                .toList();
    }

    private static boolean goesBack(ShiftRecord shift) {
        Phase.Kind kind = shift.state().phase().kind();
        return kind == Phase.Kind.ROLLING_BACK
                || (shift.request().intent() == Request.Intent.ROLL_BACK && !kind.isTerminal());
    }

    private static double failing(ShiftRecord shift, Readings readings) {
        Reading reading = readings.byService().get(shift.plan().service());
        if (!(reading instanceof Reading.Taken taken)) {
            return 0;
        }
        MetricWindow window = taken.window();
        Traffic there = window.of(shift.plan().destination());
        double requests = there.requests() + (double) window.lost();
        double usual = share(window.of(shift.plan().source()));
        double excess = there.failures() + window.lost() - usual * requests;
        return window.seconds() > 0 ? Math.max(0, excess) / window.seconds() : 0;
    }

    private static double share(Traffic traffic) {
        return traffic.requests() == 0 ? 0 : (double) traffic.failures() / traffic.requests();
    }
}
