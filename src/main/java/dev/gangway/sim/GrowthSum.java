package dev.gangway.sim;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Adds up how much counters grew, at one time or at many: which counters and by what labels is found out once. */
final class GrowthSum {
    private final PromQuery.Growth query;
    private final List<Integer> places = new ArrayList<>();
    private final List<Map<String, String>> groups = new ArrayList<>();

    /**
     * Finds the counters.
     *
     * @param series all there are, each at its place
     * @param target the labels that every series has besides
     */
    GrowthSum(PromQuery.Growth query, List<Series> series, Map<String, String> target) {
        this.query = query;
        for (int place = 0; place < series.size(); place++) {
            if (query.selector().matches().test(series.get(place))) {
                places.add(place);
                groups.add(group(series.get(place), target));
            }
        }
    }

    /** The sums by labels of what had been scraped by a time. */
    Map<Map<String, String>, Double> at(Instant time, ScrapeStore scrapes) {
        Instant begin = time.minus(query.offset());
        Optional<ScrapeStore.Scrape> last = scrapes.last(query.range(), time);
        Optional<ScrapeStore.Scrape> before = scrapes.last(query.range(), begin);
        boolean stale =
                query.fresh().map(fresh -> scrapes.last(fresh, begin).isEmpty()).orElse(false);
        // There is one target, so if there is no scrape before, nobody watched then and nothing can be said.
        return last.isEmpty() || before.isEmpty()
                ? Map.of()
                : sums(last.get().counters(), before.get().counters(), stale);
    }

    private Map<Map<String, String>, Double> sums(Counters.Snapshot now, Counters.Snapshot then, boolean stale) {
        Map<Map<String, String>, Double> sums = new LinkedHashMap<>();
        for (int i = 0; i < places.size(); i++) {
            int place = places.get(i);
            if (now.has(place) && !(stale && then.has(place))) {
                double grown = now.value(place) - (then.has(place) ? then.value(place) : 0);
                sums.merge(groups.get(i), grown, Double::sum);
            }
        }
        return sums;
    }

    private Map<String, String> group(Series series, Map<String, String> target) {
        Map<String, String> labels = new TreeMap<>();
        for (String label : query.by()) {
            String value = target.getOrDefault(label, series.label(label));
            if (!value.isEmpty()) {
                labels.put(label, value);
            }
        }
        return labels;
    }
}
