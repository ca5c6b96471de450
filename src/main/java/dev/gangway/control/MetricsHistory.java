package dev.gangway.control;

import dev.gangway.domain.analysis.Counting;
import dev.gangway.domain.analysis.History;
import dev.gangway.domain.traffic.ServiceRef;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;

/** What users experienced before: the past of every Prometheus of the mesh as one. */
public interface MetricsHistory {

    /**
     * Reads what was counted of one service in each step of a span of time.
     *
     * <p>It never fails and comes within a bounded time: what could not be read is a {@link History.Unavailable} that says why.
     * Throws IllegalArgumentException unless {@code from} is before {@code to} and the step a millisecond or more.
     *
     * @param from no window begins earlier, by Gangway's clock; the first one does so within a step
     * @param to no window ends later; what is not over yet is left out
     * @param step the least length of the windows, which is the same for all of them; the answer's steps are longer where the
     *     sources are scraped less often or the span would hold more steps than a source answers in one query
     * @param counting what is counted of it
     */
    Uni<History> read(ServiceRef service, Instant from, Instant to, Duration step, Counting counting);
}
