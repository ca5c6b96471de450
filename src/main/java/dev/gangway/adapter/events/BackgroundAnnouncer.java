package dev.gangway.adapter.events;

import dev.gangway.control.Announcer;
import dev.gangway.control.DeliveryMeter;
import dev.gangway.control.DeliveryMeter.Why;
import dev.gangway.control.ShiftEvent;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Tells another of decisions in a thread of its own, one after the other, so that nothing waits for it; what does not fit is counted. */
public final class BackgroundAnnouncer implements Announcer, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(BackgroundAnnouncer.class);

    private final String channel;
    private final Announcer slow;
    private final DeliveryMeter meter;
    private final ThreadPoolExecutor thread;

    /**
     * Begins.
     *
     * @param channel what it is called where the undelivered are counted
     * @param slow may take its time; what it throws is an event that was not delivered
     * @param waiting so many wait at most, above 0; more are not delivered
     */
    public BackgroundAnnouncer(String channel, Announcer slow, int waiting, DeliveryMeter meter) {
        this.channel = channel;
        this.slow = slow;
        this.meter = meter;
        thread = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waiting), task -> {
            Thread daemon = new Thread(task, "events-" + channel);
            daemon.setDaemon(true);
            return daemon;
        });
    }

    @Override
    public void announce(ShiftEvent event) {
        try {
            thread.execute(() -> deliver(event));
        } catch (RejectedExecutionException e) {
            lost(event, Why.OVERFLOW, "too many wait");
        }
    }

    private void deliver(ShiftEvent event) {
        try {
            slow.announce(event);
        } catch (RuntimeException e) {
            lost(event, Why.FAILED, e.getMessage());
        }
    }

    private void lost(ShiftEvent event, Why why, String words) {
        meter.undelivered(channel, why);
        LOG.warnf(
                "shift=%s: its change to %s could not be told to %s: %s",
                event.plan().id(), event.to(), channel, words);
    }

    /** What waits is given up. */
    @Override
    public void close() {
        thread.shutdownNow().forEach(given -> meter.undelivered(channel, Why.FAILED));
    }
}
