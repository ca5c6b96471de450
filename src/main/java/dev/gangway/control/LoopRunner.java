package dev.gangway.control;

import dev.gangway.domain.shift.ShiftId;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Runs the loop: a round, and when it has ended the wait for the next one. A replica that comes to lead begins with one at once. */
public final class LoopRunner implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(LoopRunner.class);
    /** A standby looks so often whether it has come to lead. */
    private static final Duration STANDBY_LOOKS_EVERY = Duration.ofMillis(100);

    private static final Duration ROUND_GIVEN_UP_AFTER = Duration.ofMinutes(1);

    private final Tempo tempo;
    private final Duration interval;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "gangway-timer");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Optional<Instant> lastRound = Optional.empty();

    /**
     * Runs nothing yet.
     *
     * @param interval from the beginning of one round to that of the next, in the tempo's time; longer where the metrics
     *     are scraped less often
     */
    public LoopRunner(Tempo tempo, Duration interval) {
        this.tempo = tempo;
        this.interval = interval;
    }

    /** Begins with a round at once. */
    public void start(ShiftLoop loop) {
        after(Duration.ZERO, () -> round(loop));
    }

    /** Gives a shift a turn after a while of the tempo's time. */
    public void lookAgain(ShiftLoop loop, ShiftId id, Duration after) {
        this.after(tempo.real(after), () -> loop.tick(id));
    }

    /** When the last round came to its end. */
    public Optional<Instant> lastRound() {
        return lastRound;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private void round(ShiftLoop loop) {
        Instant begun = tempo.clock().instant();
        Uni.createFrom()
                .deferred(loop::round)
                .ifNoItem()
                .after(ROUND_GIVEN_UP_AFTER)
                .fail()
                .subscribe()
                .with(
                        scrapeInterval -> {
                            if (!loop.leads()) {
                                after(STANDBY_LOOKS_EVERY, () -> round(loop));
                                return;
                            }
                            lastRound = Optional.of(tempo.clock().instant());
                            next(loop, begun, scrapeInterval);
                        },
                        failure -> {
                            LOG.error("a round failed; the next one tries again", failure);
                            next(loop, begun, Duration.ZERO);
                        });
    }

    private void next(ShiftLoop loop, Instant begun, Duration scrapeInterval) {
        Duration pause = interval.compareTo(scrapeInterval) >= 0 ? interval : scrapeInterval;
        Duration took = Duration.between(begun, tempo.clock().instant());
        Duration rest = pause.minus(took);
        after(tempo.real(rest.isNegative() ? Duration.ZERO : rest), () -> round(loop));
    }

    private void after(Duration real, Runnable work) {
        try {
            var unused = timer.schedule(work, real.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("the loop has been stopped");
        }
    }
}
