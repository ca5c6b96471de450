package dev.gangway.bench.decision;

import dev.gangway.domain.analysis.Assessment;
import dev.gangway.domain.analysis.Baseline;
import dev.gangway.domain.analysis.Evidence;
import dev.gangway.domain.analysis.Judge;
import dev.gangway.domain.analysis.LatencyHistogram;
import dev.gangway.domain.analysis.MetricWindow;
import dev.gangway.domain.analysis.Objectives;
import dev.gangway.domain.analysis.Traffic;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.Ladder;
import dev.gangway.domain.traffic.TrafficSplit;
import dev.gangway.domain.traffic.Weight;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A tick of a healthy shift at 25 %, to be judged over and over: what that costs is measured with {@code -Dbench=judge}. */
public final class JudgedTick {
    private static final Instant START = Instant.parse("2025-01-15T10:00:00Z");
    private static final TrafficSplit SPLIT =
            new TrafficSplit(new ClusterName("source"), new ClusterName("destination"), new Weight(250));
    private static final int TICKS_BEFORE = 6;
    private static final int TICKS = 64;

    private final Judge judge = new Judge();
    private final List<MetricWindow> windows;
    private final Evidence evidence;
    private int next;

    /** At 500 requests a second, of which one in a thousand fails on either side. */
    public JudgedTick() {
        Scenario scenario = ScenarioReader.read(
                        """
                        [{"name": "judged", "healthy": true, "requestsPerSecond": 500, "errorRatio": 0.001}]
                        """)
                .get(0);
        World world = new Scene(scenario, 1, 0).world();
        Evidence gathered = Evidence.NONE
                .with(Baseline.of(Objectives.DEFAULT, SPLIT.source(), past(world.history())))
                .validFrom(START);
        List<MetricWindow> drawn = new ArrayList<>();
        for (int i = 0; i < TICKS_BEFORE + TICKS; i++) {
            MetricWindow window = window(i, world.live(i, 0.25).seen());
            if (i < TICKS_BEFORE) {
                gathered = judge.assess(Objectives.DEFAULT, Ladder.DEFAULT, SPLIT, gathered, window)
                        .evidence();
            } else {
                drawn.add(window);
            }
        }
        evidence = gathered;
        windows = List.copyOf(drawn);
    }

    /** Judges the next one. */
    public Assessment judge() {
        next = (next + 1) % TICKS;
        return judge.assess(Objectives.DEFAULT, Ladder.DEFAULT, SPLIT, evidence, windows.get(next));
    }

    private static List<MetricWindow> past(List<Counts> history) {
        return IntStream.range(0, history.size())
                .mapToObj(i -> window(i - history.size(), new Tick(history.get(i), Draws.NONE)))
                .toList();
    }

    private static MetricWindow window(int tick, Tick seen) {
        Instant from = START.plusSeconds((long) tick * Tick.SECONDS);
        return new MetricWindow(
                from,
                from.plusSeconds(Tick.SECONDS),
                Map.of(SPLIT.source(), traffic(seen.source()), SPLIT.destination(), traffic(seen.destination())),
                0);
    }

    private static Traffic traffic(Counts counts) {
        SortedMap<Double, Long> latency = new TreeMap<>();
        for (int bucket = 0; bucket < Buckets.COUNT; bucket++) {
            latency.put(Buckets.upper(bucket), (long) counts.served[bucket]);
        }
        return new Traffic(counts.requests, counts.failures, LatencyHistogram.of(latency));
    }
}
