package dev.gangway.adapter.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * How many changes a caller may make: a bucket of tokens for each, that fills with time. Of the callers so many are remembered;
 * the one that was silent for longest is forgotten first.
 */
public final class ChangeLimit {
    private static final int CALLERS = 10_000;
    private static final double NANOS = 1e9;

    private final double perSecond;
    private final double burst;
    private final LongSupplier nanos;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > CALLERS;
        }
    };

    private record Bucket(double tokens, long at) {}

    /**
     * Every bucket is full at first.
     *
     * @param perSecond that a caller may make for ever
     * @param burst that one may make at once
     * @param nanos a clock that never goes back
     */
    public ChangeLimit(int perSecond, int burst, LongSupplier nanos) {
        if (perSecond < 1 || burst < 1) {
            throw new IllegalArgumentException(
                    "%d changes per second and %d at once: both must be at least 1".formatted(perSecond, burst));
        }
        this.perSecond = perSecond;
        this.burst = burst;
        this.nanos = nanos;
    }

    /** Takes one for a caller: empty = it may go on; otherwise the whole seconds after which there is one again. */
    synchronized OptionalLong take(String caller) {
        long now = nanos.getAsLong();
        Bucket before = buckets.getOrDefault(caller, new Bucket(burst, now));
        double tokens = Math.min(burst, before.tokens() + (now - before.at()) / NANOS * perSecond);
        if (tokens < 1) {
            buckets.put(caller, new Bucket(tokens, now));
            return OptionalLong.of((long) Math.ceil((1 - tokens) / perSecond));
        }
        buckets.put(caller, new Bucket(tokens - 1, now));
        return OptionalLong.empty();
    }

    String words() {
        return "a caller may make %.0f changes in a second, and %.0f at once: wait for as long as Retry-After says"
                .formatted(perSecond, burst);
    }
}
