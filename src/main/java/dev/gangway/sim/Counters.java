package dev.gangway.sim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The counters that the proxies of one cluster expose. They only grow. Safe for use by several threads. */
final class Counters {
    private final Map<Series, Integer> places = new HashMap<>();
    private List<Series> series = List.of();
    private double[] values = new double[64];

    /** The place of a counter, which stands at 0 from now on if it was not there. */
    synchronized int place(Series counter) {
        Integer known = places.get(counter);
        return known == null ? append(counter) : known;
    }

    synchronized void add(int place, double amount) {
        values[place] += amount;
    }

    /** All values as they are now. A series keeps its place in every later snapshot. */
    synchronized Snapshot snapshot() {
        return new Snapshot(series, Arrays.copyOf(values, series.size()));
    }

    private int append(Series counter) {
        int place = series.size();
        // A new list, so that earlier snapshots can keep theirs: series are few and soon all there.
        List<Series> longer = new ArrayList<>(series);
        longer.add(counter);
        series = List.copyOf(longer);
        places.put(counter, place);
        if (place >= values.length) {
            values = Arrays.copyOf(values, 2 * values.length);
        }
        return place;
    }

    /** The counters at one time. Immutable. */
    static final class Snapshot {
        private final List<Series> series;
        private final double[] values;

        private Snapshot(List<Series> series, double[] values) {
            this.series = series;
            this.values = values;
        }

        /** All series that had been counted by then, each at its place. */
        List<Series> series() {
            return series;
        }

        boolean has(int place) {
            return place < values.length;
        }

        double value(int place) {
            return values[place];
        }
    }
}
