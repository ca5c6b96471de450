package dev.gangway.bench.decision;

/** One side's last base ticks, as far as they could be seen. */
final class RecentRequests {
    private final Counts[] ticks;
    private int next;

    RecentRequests(int longestSeconds) {
        ticks = new Counts[longestSeconds / Tick.SECONDS];
    }

    /** Takes the next tick; null where nothing is to be seen of it. */
    void add(Counts seen) {
        ticks[next] = seen;
        next = (next + 1) % ticks.length;
    }

    /** The sums over the ticks of the last so many seconds that were seen. */
    Measured over(int seconds) {
        boolean seen = false;
        long requests = 0;
        long failures = 0;
        long[] durations = new long[Buckets.COUNT];
        for (int age = 1; age <= seconds / Tick.SECONDS; age++) {
            Counts tick = ticks[(next - age + ticks.length) % ticks.length];
            if (tick != null) {
                seen = true;
                requests += tick.requests;
                failures += tick.failures;
                addDurations(tick, durations);
            }
        }
        return new Measured(seen, requests, failures, durations);
    }

    private static void addDurations(Counts tick, long[] durations) {
        for (int bucket = 0; bucket < durations.length; bucket++) {
            durations[bucket] += tick.served[bucket] + tick.failed[bucket];
        }
    }
}
