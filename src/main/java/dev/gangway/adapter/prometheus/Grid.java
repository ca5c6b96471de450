package dev.gangway.adapter.prometheus;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * The windows of a span of the past, each a step long, and the instants between them: number 0 begins the first window, and
 * each number above ends the window of that number.
 *
 * <p>Instants are whole multiples of the step since 1970. Servers that keep answers, or move a query to such instants, are
 * thus asked for what they have.
 *
 * @param startMillis the first instant, in ms since 1970
 * @param stepMillis above 0
 * @param windows how many; 0 or less where the span is too short for one
 */
record Grid(long startMillis, long stepMillis, int windows) {
    private static final long MOST_WINDOWS = 1500;
    private static final long FINEST_MILLIS = 100;
    /** A scrape may come so much later than usual. */
    private static final double LATE = 1.1;

    /**
     * Windows of a whole number of scrapes, at least one: else some would have more of them than others, and some none. At
     * most 1,500 of them, which Prometheus answers in one query.
     *
     * @param step the length that is wanted
     */
    static Grid between(Instant from, Instant to, Duration step, ScrapeSpacing scrapes) {
        long scrape = Math.max(1, Math.round(scrapes.usual().toMillis() / (double) FINEST_MILLIS)) * FINEST_MILLIS;
        long span = to.toEpochMilli() - from.toEpochMilli();
        long least = Math.max(
                Math.max(step.toMillis(), Math.round(scrapes.wide().toMillis() / LATE)),
                Math.floorDiv(span, MOST_WINDOWS) + 1);
        long millis = upTo(scrape, least);
        long start = upTo(millis, from.toEpochMilli());
        return new Grid(start, millis, (int) Math.floorDiv(to.toEpochMilli() - start, millis));
    }

    /** How old a series' last sample is at most, unless a scrape is missing. */
    static Duration fresh(ScrapeSpacing scrapes) {
        return Duration.ofMillis((long) Math.ceil(scrapes.wide().toMillis() * LATE));
    }

    /** The instant of this number, in ms since 1970. */
    long millis(int number) {
        return startMillis + number * stepMillis;
    }

    /** The instant of this number. */
    Instant instant(int number) {
        return Instant.ofEpochMilli(millis(number));
    }

    /** The length of each window. */
    Duration step() {
        return Duration.ofMillis(stepMillis);
    }

    /** The number of an instant in ms since 1970; empty if it is none of these. */
    OptionalInt number(long millis) {
        long since = millis - startMillis;
        boolean known = since >= 0 && since <= windows * stepMillis && since % stepMillis == 0;
        return known ? OptionalInt.of((int) (since / stepMillis)) : OptionalInt.empty();
    }

    private static long upTo(long multipleOf, long value) {
        return -Math.floorDiv(-value, multipleOf) * multipleOf;
    }
}
