package dev.gangway.adapter.cluster.enrolment;

import dev.gangway.control.Tempo;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Takes the steps of one enrolment on a thread of its own, so that a cluster that hangs holds up no other. */
final class RunningEnrolment implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(RunningEnrolment.class);

    /** However fast time runs: an API server is not asked more often. */
    private static final Duration SHORTEST_REAL_WAIT = Duration.ofMillis(10);

    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(10);

    private final EnrolmentRun run;
    private final Tempo tempo;
    private final Runnable atEnd;
    private final ScheduledExecutorService thread;
    private volatile Optional<String> trouble = Optional.empty();

    /** Takes the first step at once; {@code atEnd} is called once no step is left. */
    RunningEnrolment(EnrolmentRun run, String name, Tempo tempo, Runnable atEnd) {
        this.run = run;
        this.tempo = tempo;
        this.atEnd = atEnd;
        thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread made = new Thread(work, "enrolment-" + name);
            made.setDaemon(true);
            return made;
        });
    }

    void begin() {
        after(Duration.ZERO);
    }

    /** What keeps it from going on at present; empty = nothing. */
    Optional<String> trouble() {
        return trouble;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void step() {
        try {
            Optional<Duration> wait = run.step();
            trouble = Optional.empty();
            if (wait.isPresent()) {
                after(wait.get());
            } else {
                end();
            }
        } catch (KubernetesClientException e) {
            if (Trouble.isConflict(e)) {
                after(Duration.ZERO);
            } else {
                inTrouble("waits for its cluster: " + Trouble.words(e));
            }
        } catch (EnrolmentNote.UnreadableException e) {
            LOG.warn(e.getMessage());
            end();
        } catch (RuntimeException e) {
            if (thread.isShutdown()) {
                LOG.debugf("a step was broken off: %s", e.getMessage());
                return;
            }
            // The executor would silently drop a task that throws, and the enrolment would stand still.
            LOG.error("a step of an enrolment failed; it is tried again", e);
            inTrouble("failed, and is tried again: Gangway's log has the details");
        }
    }

    private void inTrouble(String words) {
        if (!thread.isShutdown()) {
            trouble = Optional.of(words);
            after(AFTER_TROUBLE);
        }
    }

    private void end() {
        thread.shutdown();
        atEnd.run();
    }

    private void after(Duration wait) {
        Duration real = tempo.real(wait);
        Duration least = real.compareTo(SHORTEST_REAL_WAIT) < 0 && !wait.isZero() ? SHORTEST_REAL_WAIT : real;
        try {
            var unused = thread.schedule(this::step, least.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("the enrolment has been closed");
        }
    }
}
