package dev.gangway.config;

import dev.gangway.control.Preflight;
import dev.gangway.control.preflight.BackgroundPreflight;
import dev.gangway.control.preflight.ParallelPreflight;
import dev.gangway.domain.shift.ShiftId;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The preflight checks with the threads that they run in: for people, who wait for them, and for the loop, which does not. */
final class PreflightWiring implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int PARTS_AT_ONCE = 16;
    private static final int SHIFTS_AT_ONCE = 4;
    private static final int QUEUE = 1000;

    private final ExecutorService parts = threads("preflight-part", PARTS_AT_ONCE);
    private final ExecutorService shifts = threads("preflight", SHIFTS_AT_ONCE);
    private final Preflight checks;

    /** Of these kinds of checks, told in their order. */
    PreflightWiring(Map<String, Preflight> kinds) {
        checks = new ParallelPreflight(kinds, parts, TIMEOUT);
    }

    /** Answers when all checks have. */
    Preflight atOnce() {
        return checks;
    }

    /** Answers at once, with what was seen last. */
    Preflight inBackground(Clock clock, Consumer<ShiftId> seen) {
        return new BackgroundPreflight(checks, shifts, clock, seen);
    }

    @Override
    public void close() {
        shifts.shutdownNow();
        parts.shutdownNow();
    }

    private static ExecutorService threads(String name, int count) {
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(count, count, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE), task -> {
                    Thread thread = new Thread(task, name);
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
