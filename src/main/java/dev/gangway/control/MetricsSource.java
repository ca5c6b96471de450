package dev.gangway.control;

import dev.gangway.domain.analysis.Counting;
import dev.gangway.domain.analysis.Reading;
import dev.gangway.domain.traffic.ServiceRef;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Map;

/** Where users' experience is read: every Prometheus of the mesh as one. */
public interface MetricsSource {

    /**
     * Reads what was counted since the last call, for all services at once, in a number of queries that depends on the
     * number of services only by batches.
     *
     * <p>The answer has a reading for every service that was asked for. It never fails and comes within a bounded time: what
     * could not be read is a {@link Reading.Unavailable} that says why.
     *
     * @param services and what is counted of each
     */
    Uni<Readings> read(Map<ServiceRef, Counting> services);

    /**
     * What came of one call.
     *
     * @param byService a reading for each service
     * @param scrapeInterval of the slowest source, read from its samples; zero while it is not known
     */
    record Readings(Map<ServiceRef, Reading> byService, Duration scrapeInterval) {
        /** Copies the map. */
        public Readings {
            byService = Map.copyOf(byService);
        }
    }
}
