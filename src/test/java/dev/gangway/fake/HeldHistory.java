package dev.gangway.fake;

import dev.gangway.control.MetricsHistory;
import dev.gangway.domain.analysis.Counting;
import dev.gangway.domain.analysis.History;
import dev.gangway.domain.traffic.ServiceRef;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A past that is told when the test says so, or not at all. */
public final class HeldHistory implements MetricsHistory {
    private final List<Call> calls = new ArrayList<>();
    private final List<UniEmitter<? super History>> waiting = new ArrayList<>();
    private int throwing;

    /** What was asked for. */
    public record Call(ServiceRef service, Instant from, Instant to, Duration step) {}

    /** All calls so far. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    /** Answers the n-th call, from 0. */
    public void answer(int call, History history) {
        waiting.get(call).complete(history);
    }

    /** Breaks the n-th call, which the port says never happens. */
    public void fail(int call) {
        waiting.get(call).fail(new IllegalStateException("failed on purpose"));
    }

    /** The next calls throw, which the port says they never do. */
    public void throwNext(int count) {
        throwing = count;
    }

    @Override
    public Uni<History> read(ServiceRef service, Instant from, Instant to, Duration step, Counting counting) {
        if (throwing-- > 0) {
            throw new IllegalStateException("thrown on purpose");
        }
        calls.add(new Call(service, from, to, step));
        return Uni.createFrom().emitter(waiting::add);
    }
}
