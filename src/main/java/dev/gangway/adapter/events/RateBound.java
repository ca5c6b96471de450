package dev.gangway.adapter.events;

import java.util.function.LongSupplier;

/** So many at once, and so many in a second from then on. Safe for use by several threads. */
final class RateBound {
    private final double most;
    private final double perSecond;
    private final LongSupplier nanoTime;
    private double left;
    private long last;

    RateBound(int atOnce, int perSecond, LongSupplier nanoTime) {
        this.most = atOnce;
        this.perSecond = perSecond;
        this.nanoTime = nanoTime;
        left = atOnce;
        last = nanoTime.getAsLong();
    }

    /** Whether one more may go now. */
    synchronized boolean take() {
        long now = nanoTime.getAsLong();
        left = Math.min(most, left + (now - last) / 1e9 * perSecond);
        last = now;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
