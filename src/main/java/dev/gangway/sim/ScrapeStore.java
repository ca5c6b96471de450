package dev.gangway.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The samples that a Prometheus has kept of one cluster's counters, oldest first. Safe for use by several threads. */
final class ScrapeStore {
    private static final Duration RETENTION = Duration.ofMinutes(15);

    private final Deque<Scrape> scrapes = new ArrayDeque<>();

    /** All counters at one time. */
    record Scrape(Instant time, Counters.Snapshot counters) {}

    /** Adds a scrape that is later than every one before, and forgets what is older than 15 minutes. */
    synchronized void add(Scrape scrape) {
        scrapes.addLast(scrape);
        Instant oldest = scrape.time().minus(RETENTION);
        while (scrapes.getFirst().time().isBefore(oldest)) {
            scrapes.removeFirst();
        }
    }

    /** The scrapes of the range that ends at a time, from just after its beginning to its end. */
    synchronized List<Scrape> within(Duration range, Instant end) {
        Instant begin = end.minus(range);
        List<Scrape> found = new ArrayList<>();
        for (Scrape scrape : scrapes) {
            if (scrape.time().isAfter(begin) && !scrape.time().isAfter(end)) {
                found.add(scrape);
            }
        }
        return found;
    }

    /** The last of those. Counters never vanish, so it has the last value of every series. */
    synchronized Optional<Scrape> last(Duration range, Instant end) {
        List<Scrape> found = within(range, end);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(found.size() - 1));
    }
}
