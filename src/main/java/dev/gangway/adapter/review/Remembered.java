package dev.gangway.adapter.review;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;

/** Answers that count for some seconds, and not more of them than memory has room for. */
final class Remembered {
    static final int MOST = 10_000;

    private Remembered() {}

    static <K, V> Cache<K, V> of(Duration lasts, Ticker ticker) {
        return Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(lasts)
                .ticker(ticker)
                .build();
    }
}
