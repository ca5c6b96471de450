package dev.gangway.adapter.review;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.function.Supplier;

/** Answers that count for some seconds, and not more of them than memory has room for. */
final class Remembered<K, V> {
    static final int MOST = 10_000;

    private final Cache<K, V> answers;

    Remembered(Duration lasts, Ticker ticker) {
        answers = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(lasts)
                .ticker(ticker)
                .build();
    }

    /**
     * What is remembered, or else what is found, which is remembered then. Not in one step: nobody waits for what another finds, who
     * may be waiting for an API server that hangs.
     */
    V get(K key, Supplier<V> found) {
        V known = answers.getIfPresent(key);
        if (known != null) {
            return known;
        }
        V answer = found.get();
        answers.put(key, answer);
        return answer;
    }

    /** After everything that is to be forgotten is. */
    long size() {
        answers.cleanUp();
        return answers.estimatedSize();
    }
}
