package dev.gangway.control.preflight;

import dev.gangway.control.Preflight;
import dev.gangway.domain.shift.ShiftPlan;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** Several kinds of checks beside each other, each given up after a time: one that hangs hides none of the others. */
public final class ParallelPreflight implements Preflight {
    private static final Logger LOG = Logger.getLogger(ParallelPreflight.class);

    private final Map<String, Preflight> parts;
    private final Executor threads;
    private final Duration timeout;

    /**
     * Runs nothing yet.
     *
     * @param parts by an id, which a part that gives no answer is told by; their checks are told in this order
     * @param threads bounded; may reject
     * @param timeout of each part
     */
    public ParallelPreflight(Map<String, Preflight> parts, Executor threads, Duration timeout) {
        this.parts = new LinkedHashMap<>(parts);
        this.threads = threads;
        this.timeout = timeout;
    }

    @Override
    public List<Check> check(ShiftPlan plan) {
        Map<String, CompletableFuture<List<Check>>> running = new LinkedHashMap<>();
        parts.forEach((id, part) -> running.put(id, begin(part, plan)));
        long deadline = System.nanoTime() + timeout.toNanos();
        return running.entrySet().stream()
                .flatMap(part -> await(part.getKey(), part.getValue(), deadline, plan).stream())
                .toList();
    }

    private CompletableFuture<List<Check>> begin(Preflight part, ShiftPlan plan) {
        try {
            return CompletableFuture.supplyAsync(() -> part.check(plan), threads);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private List<Check> await(String id, CompletableFuture<List<Check>> part, long deadline, ShiftPlan plan) {
        try {
            return part.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            part.cancel(true);
            return unknown(id, "gave no answer within %d s".formatted(timeout.toSeconds()));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RejectedExecutionException) {
                return unknown(id, "was not begun, since too many are under way");
            }
            LOG.errorf(e.getCause(), "shift=%s: preflight %s failed in a way that nobody thought of", plan.id(), id);
            return unknown(id, "failed: this is a fault of Gangway, its log says more");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unknown(id, "was broken off");
        }
    }

    private static List<Check> unknown(String id, String what) {
        return List.of(new Check(id, "service", Result.UNKNOWN, "the check %s %s".formatted(id, what), ""));
    }
}
