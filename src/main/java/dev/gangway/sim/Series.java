package dev.gangway.sim;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The name and labels of a counter.
 *
 * @param labels all but the name; an empty value is a label that is not there, as in Prometheus
 */
record Series(String name, SortedMap<String, String> labels) {
    Series {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    Series(String name, Map<String, String> labels) {
        this(name, new TreeMap<>(labels));
    }

    Series with(String nameOfOther, Map<String, String> more) {
        var all = new TreeMap<>(labels);
        all.putAll(more);
        return new Series(nameOfOther, all);
    }

    String label(String label) {
        return label.equals("__name__") ? name : labels.getOrDefault(label, "");
    }
}
