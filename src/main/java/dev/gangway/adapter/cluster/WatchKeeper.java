package dev.gangway.adapter.cluster;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Looks after the watches of one API server, in a thread of its own that never waits for it. In real time, as API servers are,
 * whatever the tempo.
 */
public final class WatchKeeper implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(WatchKeeper.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final String cluster;
    private final WatchSettings settings;
    private final Set<KeptWatch<?>> watches = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService thread;
    private long lastLook = System.nanoTime();

    /** Begins at once. */
    public WatchKeeper(String cluster, WatchSettings settings) {
        this.cluster = cluster;
        this.settings = settings;
        thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread made = new Thread(work, "gangway-watches-" + cluster);
            made.setDaemon(true);
            return made;
        });
        var unused = thread.scheduleWithFixedDelay(
                this::look, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    WatchSettings settings() {
        return settings;
    }

    void keep(KeptWatch<?> watch) {
        watches.add(watch);
    }

    void leave(KeptWatch<?> watch) {
        watches.remove(watch);
    }

    void replaced(String kind) {
        LOG.warnf("cluster=%s: the watch of its %s has missed changes, and is replaced", cluster, kind);
        settings.meter().replaced(cluster, kind);
    }

    /** Looks at none of them any more; they are closed by who made them. */
    @Override
    public void close() {
        thread.shutdownNow();
    }

    /** What is scheduled must not throw: it would never be run again. */
    private void look() {
        long now = System.nanoTime();
        Duration since = Duration.ofNanos(now - lastLook);
        lastLook = now;
        for (KeptWatch<?> watch : watches) {
            try {
                watch.look(since);
            } catch (RuntimeException e) {
                LOG.errorf(e, "cluster=%s: a watch could not be looked after; it is tried again", cluster);
            }
        }
    }
}
