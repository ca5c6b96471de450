package dev.gangway.sim;

import java.time.Duration;
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

    /** For a query of use: all growth in its range, whoever watched before. */
    static GrowthSum of(PromQuery.Use use, List<Series> series, Map<String, String> target) {
        return new GrowthSum(
                new PromQuery.Growth(use.by(), use.selector(), use.range(), use.range(), Optional.empty()),
                series,
                target);
    }

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
                : sums(last.get().counters(), before.map(ScrapeStore.Scrape::counters), stale);
    }

    /** The sums by labels of what has grown in the range, from 0 where there was no scrape shortly before it. */
    Map<Map<String, String>, Double> ofUse(Instant time, ScrapeStore scrapes, Duration before) {
        Map<Map<String, String>, Double> sums = scrapes.last(query.range(), time)
                .map(last -> sums(
                        last.counters(),
                        scrapes.last(before, time.minus(query.range())).map(ScrapeStore.Scrape::counters),
                        false))
                .orElseGet(Map::of);
        Map<Map<String, String>, Double> grown = new LinkedHashMap<>(sums);
        grown.values().removeIf(sum -> sum <= 0);
        return grown;
    }

    private Map<Map<String, String>, Double> sums(
            Counters.Snapshot now, Optional<Counters.Snapshot> before, boolean stale) {
        Map<Map<String, String>, Double> sums = new LinkedHashMap<>();
        for (int i = 0; i < places.size(); i++) {
            int place = places.get(i);
            Optional<Counters.Snapshot> then = before.filter(snapshot -> snapshot.has(place));
            if (now.has(place) && !(stale && then.isPresent())) {
                double grown = now.value(place)
                        - then.map(snapshot -> snapshot.value(place)).orElse(0.0);
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
