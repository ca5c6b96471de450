package dev.gangway.config;

import dev.gangway.control.KnownState;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Sets Gangway going, step by step: at once where the management cluster answers, else as soon as it does. Meanwhile the server
 * answers whoever asks that it can't say anything yet.
 */
final class Beginning implements KnownState, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Beginning.class);
    private static final Duration TRY_EVERY = Duration.ofSeconds(1);

    private final List<Runnable> steps;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "gangway-beginning");
        made.setDaemon(true);
        return made;
    });
    private volatile int done;
    private String told = "";

    /**
     * Does nothing yet.
     *
     * @param steps in their order; one that throws KubernetesClientException is done again, and none after it before that
     */
    Beginning(List<Runnable> steps) {
        this.steps = List.copyOf(steps);
    }

    /** Does what can be done now, and the rest later. Throws what is no failure of the management cluster. */
    void begin() {
        goOn();
        if (!isKnown()) {
            var unused = thread.scheduleWithFixedDelay(
                    this::goOnOrTell, TRY_EVERY.toMillis(), TRY_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public boolean isKnown() {
        return done == steps.size();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    /** What is scheduled must not throw: it would never be run again. */
    private void goOnOrTell() {
        try {
            goOn();
        } catch (RuntimeException e) {
            LOG.error("Gangway could not be set going; it is tried again", e);
        }
    }

    private synchronized void goOn() {
        try {
            while (done < steps.size()) {
                steps.get(done).run();
                done++;
            }
            thread.shutdown();
        } catch (KubernetesClientException e) {
            if (!Objects.equals(told, e.getMessage())) {
                told = e.getMessage();
                LOG.warnf("the management cluster does not answer as it should, and is asked again: %s", told);
            }
        }
    }
}
