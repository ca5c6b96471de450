package dev.gangway.control;

import dev.gangway.domain.shift.ShiftId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Runs turns: those of one shift one after the other, those of different shifts beside each other.
 *
 * <p>A shift always uses the same lane, so no lock is needed and no order is lost.
 */
public final class Lanes {
    private final List<? extends Executor> lanes;

    private Lanes(List<? extends Executor> lanes) {
        this.lanes = lanes;
    }

    /** So many lanes, a daemon thread each. */
    public static Lanes ofThreads(int count) {
        return new Lanes(IntStream.range(0, count)
                .mapToObj(lane -> Executors.newSingleThreadExecutor(work -> {
                    Thread thread = new Thread(work, "gangway-lane-" + lane);
                    thread.setDaemon(true);
                    return thread;
                }))
                .toList());
    }

    /** One lane: the thread that calls. For programs that play through many shifts in one thread. */
    public static Lanes inCallingThread() {
        return new Lanes(List.of((Executor) Runnable::run));
    }

    /**
     * Runs a turn in the shift's lane; completes when it has ended, exceptionally when it threw. Once no more turns are taken it
     * completes at once: watches still tell of changes while everything stops.
     */
    public CompletableFuture<Void> run(ShiftId id, Runnable turn) {
        try {
            return CompletableFuture.runAsync(turn, lanes.get(Math.floorMod(id.hashCode(), lanes.size())));
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(null);
        }
    }

    /** Takes no more turns, and waits for a while until those that it has taken have come to their end. */
    public void close(Duration patience) {
        close();
        long until = System.nanoTime() + patience.toNanos();
        try {
            for (Executor lane : lanes) {
                if (lane instanceof ExecutorService threads
                        && !threads.awaitTermination(until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes no more turns; those that it has taken come to their end. */
    public void close() {
        lanes.forEach(lane -> {
            if (lane instanceof ExecutorService threads) {
                threads.shutdown();
            }
        });
    }
}
