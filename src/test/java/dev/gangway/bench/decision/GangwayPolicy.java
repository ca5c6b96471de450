package dev.gangway.bench.decision;

import dev.gangway.control.Rehearsal;
import dev.gangway.domain.analysis.Judge;
import dev.gangway.domain.analysis.LatencyHistogram;
import dev.gangway.domain.analysis.MetricWindow;
import dev.gangway.domain.analysis.Objectives;
import dev.gangway.domain.analysis.Reading;
import dev.gangway.domain.analysis.Reading.Problem;
import dev.gangway.domain.analysis.Traffic;
import dev.gangway.domain.shift.Pacing;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.Ladder;
import dev.gangway.domain.traffic.ServiceRef;
import dev.gangway.domain.traffic.Weight;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Gangway's own judge and state machine with their defaults, at a round every ten seconds. */
final class GangwayPolicy implements Policy {
    private static final ClusterName SOURCE = new ClusterName("source");
    private static final ClusterName DESTINATION = new ClusterName("destination");
    private static final Instant START = Instant.parse("2025-01-15T10:00:00Z");
    private static final double[] EDGES = {
        0.5,
        1,
        5,
        10,
        25,
        50,
        100,
        250,
        500,
        1000,
        2500,
        5000,
        10_000,
        30_000,
        60_000,
        300_000,
        600_000,
        1_800_000,
        3_600_000,
        Double.POSITIVE_INFINITY
    };
    private static final int ROUND_SECONDS = 10;

    /** Longer pasts are read in longer windows, as they are in production. */
    private static final int LONG_PAST_SECONDS = 7200;

    private static final int LONG_WINDOW_SECONDS = 60;

    private final String name;
    private final Judge judge;
    private final ShiftPlan plan;

    GangwayPolicy() {
        this("gangway", new Judge(), Pacing.DEFAULT);
    }

    GangwayPolicy(String name, Judge judge, Pacing pacing) {
        this.name = name;
        this.judge = judge;
        plan = new ShiftPlan(
                new ShiftId("bench", "shift"),
                new ServiceRef("bench", "service"),
                SOURCE,
                DESTINATION,
                Ladder.DEFAULT,
                pacing,
                Objectives.DEFAULT,
                ShiftPlan.SubsetLabel.NETWORK,
                ShiftPlan.OnDelete.KEEP,
                ShiftPlan.Mode.SHIFT);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Run begin(List<Counts> history) {
        List<MetricWindow> past = past(history);
        return new Shift(new Rehearsal(plan, judge, past), past.get(past.size() - 1));
    }

    private static List<MetricWindow> past(List<Counts> history) {
        int all = history.size() * Tick.SECONDS;
        int length = all > LONG_PAST_SECONDS ? LONG_WINDOW_SECONDS : ROUND_SECONDS;
        List<MetricWindow> windows = new ArrayList<>();
        Sum sum = new Sum();
        for (int i = 0; i < history.size(); i++) {
            sum.add(history.get(i));
            int end = (i + 1) * Tick.SECONDS;
            if (end % length == 0) {
                windows.add(window(end - length - all, end - all, sum.traffic(), Traffic.NONE));
                sum = new Sum();
            }
        }
        return windows;
    }

    private static MetricWindow window(int from, int to, Traffic source, Traffic destination) {
        return new MetricWindow(
                START.plusSeconds(from), START.plusSeconds(to), Map.of(SOURCE, source, DESTINATION, destination), 0);
    }

    /** What one side's ticks come to. */
    private static final class Sum {
        private long requests;
        private long failures;
        private final long[] served = new long[EDGES.length];

        void add(Counts counts) {
            requests += counts.requests;
            failures += counts.failures;
            for (int i = 0; i < counts.served.length; i++) {
                served[i] += counts.served[i];
            }
        }

        Traffic traffic() {
            return new Traffic(requests, failures, LatencyHistogram.of(EDGES, served));
        }
    }

    private static final class Shift implements Run {
        private final Rehearsal rehearsal;
        private MetricWindow next;
        private Sum source = new Sum();
        private Sum destination = new Sum();
        private int from = -Tick.SECONDS;
        private boolean missing;

        Shift(Rehearsal rehearsal, MetricWindow lastOfPast) {
            this.rehearsal = rehearsal;
            this.next = lastOfPast;
        }

        @Override
        public Standing look(int seconds, Tick seen) {
            if (seen != null) {
                source.add(seen.source());
                destination.add(seen.destination());
            } else {
                missing |= seconds > Tick.SECONDS;
            }
            if (seconds % ROUND_SECONDS == 0) {
                round(seconds);
            }
            return standing();
        }

        private void round(int seconds) {
            int to = seconds - Tick.SECONDS;
            if (seconds > 0) {
                next = window(from, to, source.traffic(), destination.traffic());
            }
            Reading reading =
                    missing ? new Reading.Unavailable(Problem.PARTIAL, "a window is missing") : new Reading.Taken(next);
            rehearsal.look(START.plusSeconds(seconds), reading);
            source = new Sum();
            destination = new Sum();
            from = to;
            missing = false;
        }

        private Standing standing() {
            Weight weight = rehearsal.weight();
            Phase.Kind kind = rehearsal.phase().kind();
            boolean back = kind == Phase.Kind.ROLLING_BACK || kind == Phase.Kind.ROLLED_BACK;
            End end = back ? End.ROLLED_BACK : weight.equals(Weight.ALL) ? End.COMPLETED : End.NOT_YET;
            return new Standing(weight.permille() / 1000.0, end);
        }
    }
}
