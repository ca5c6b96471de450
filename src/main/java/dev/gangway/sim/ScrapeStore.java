package dev.gangway.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The samples that a Prometheus has kept of one cluster's counters. Safe for use by several threads. */
final class ScrapeStore {
    /** How long scrapes are kept, unless there are too many. */
    static final Duration RETENTION = Duration.ofHours(2);

    private static final int MOST = 2_000;

    private final NavigableMap<Instant, Scrape> scrapes = new TreeMap<>();

    /** All counters at one time. */
    record Scrape(Instant time, Counters.Snapshot counters) {}

    /** Adds a scrape that is later than every one before, and forgets what is older than two hours or the last 2,000. */
    synchronized void add(Scrape scrape) {
        scrapes.put(scrape.time(), scrape);
        Instant oldest = scrape.time().minus(RETENTION);
        while (scrapes.size() > MOST || scrapes.firstKey().isBefore(oldest)) {
            scrapes.pollFirstEntry();
        }
    }

    /** The scrapes of the range that ends at a time, from just after its beginning to its end. */
    synchronized List<Scrape> within(Duration range, Instant end) {
        return new ArrayList<>(
                scrapes.subMap(end.minus(range), false, end, true).values());
    }

    /** The last of those. Counters never vanish, so it has the last value of every series. */
    synchronized Optional<Scrape> last(Duration range, Instant end) {
        return Optional.ofNullable(scrapes.floorEntry(end))
                .map(Map.Entry::getValue)
                .filter(scrape -> scrape.time().isAfter(end.minus(range)));
    }
}
