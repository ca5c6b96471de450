package dev.gangway.adapter.crd;

import dev.gangway.domain.analysis.LatencyHistogram;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The latencies of both sides, which have the same buckets, and their form in the status: edges once, with both counts. */
final class LatencyMapping {
    static final int SOURCE = 0;
    static final int DESTINATION = 1;
    private static final String ENDLESS = "+Inf";

    private LatencyMapping() {}

    /**
     * Null where there are none. Buckets that are empty on both sides are left out, but for the edges beside a full one,
     * which its width needs.
     */
    static Map<String, List<Long>> status(LatencyHistogram source, LatencyHistogram destination) {
        SortedMap<Double, Long> there = source.countsByUpperMillis();
        SortedMap<Double, Long> here = destination.countsByUpperMillis();
        TreeSet<Double> edges = new TreeSet<>(there.keySet());
        edges.addAll(here.keySet());
        Map<String, List<Long>> written = new LinkedHashMap<>();
        Double edgeBelow = null;
        for (Double edge : edges) {
            List<Long> counts = List.of(there.getOrDefault(edge, 0L), here.getOrDefault(edge, 0L));
            if (counts.stream().anyMatch(count -> count > 0)) {
                if (edgeBelow != null) {
                    written.putIfAbsent(name(edgeBelow), List.of(0L, 0L));
                }
                written.put(name(edge), counts);
            }
            edgeBelow = edge;
        }
        return written.isEmpty() ? null : written;
    }

    /** That of one side. Throws IllegalArgumentException or NullPointerException for what no latency is written as. */
    static LatencyHistogram latency(Map<String, List<Long>> written, int side) {
        SortedMap<Double, Long> counts = new TreeMap<>();
        if (written != null) {
            written.forEach((edge, both) -> counts.put(millis(edge), count(both, side)));
        }
        return LatencyHistogram.of(counts);
    }

    private static Long count(List<Long> both, int side) {
        if (both.size() != 2) {
            throw new IllegalArgumentException("counts of two sides are known, not " + both);
        }
        return both.get(side);
    }

    private static double millis(String edge) {
        return edge.equals(ENDLESS) ? Double.POSITIVE_INFINITY : Double.parseDouble(edge);
    }

    private static String name(double millis) {
        return Double.isInfinite(millis) ? ENDLESS : Numbers.written(millis).toPlainString();
    }
}
