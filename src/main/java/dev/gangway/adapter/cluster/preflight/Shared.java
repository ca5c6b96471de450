package dev.gangway.adapter.cluster.preflight;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * What was read, for all who ask for it within a while, so that many shifts make no more calls than one. Those who ask while it is
 * being read wait for the same answer. The more keys there are, the longer each lasts, so that there is a bound to the calls.
 *
 * @param <K> what is asked for
 * @param <V> what was read
 */
final class Shared<K, V> {
    private final Clock clock;
    private final Duration lasts;
    private final Duration forEachKey;
    private final int mostKept;
    private final Map<K, Read<V>> reads = new LinkedHashMap<>();

    private record Read<V>(CompletableFuture<V> value, Instant at) {}

    /**
     * Nothing read yet.
     *
     * @param lasts how long an answer counts at least
     * @param forEachKey how long all answers count at least for each key that is kept: one key is read anew in that time on average
     * @param mostKept of several keys; above, the one that was read first is forgotten
     */
    Shared(Clock clock, Duration lasts, Duration forEachKey, int mostKept) {
        this.clock = clock;
        this.lasts = lasts;
        this.forEachKey = forEachKey;
        this.mostKept = mostKept;
    }

    /** What was read lately, or what is read now. */
    synchronized CompletableFuture<V> get(K key, Supplier<CompletableFuture<V>> read) {
        Instant now = clock.instant();
        Read<V> before = reads.get(key);
        if (before != null && now.isBefore(before.at().plus(lifetime()))) {
            return before.value();
        }
        CompletableFuture<V> value = read.get();
        forgetBefore(now.minus(lifetime().multipliedBy(2)));
        reads.remove(key);
        reads.put(key, new Read<>(value, now));
        if (reads.size() > mostKept) {
            reads.remove(reads.keySet().iterator().next());
        }
        return value;
    }

    /** They stand in the order in which they were read. */
    private void forgetBefore(Instant time) {
        reads.values().removeIf(read -> read.at().isBefore(time));
    }

    private Duration lifetime() {
        Duration shared = forEachKey.multipliedBy(reads.size());
        return shared.compareTo(lasts) > 0 ? shared : lasts;
    }
}
