package dev.gangway.adapter.prometheus;

import dev.gangway.domain.analysis.ClientCounts;
import dev.gangway.domain.analysis.Reading.Problem;
import dev.gangway.domain.traffic.ServiceRef;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What came of one round at one server. */
sealed interface ServerReading {

    /** The server's name. */
    String server();

    /** What to keep of the server if this round counts. */
    ServerMemory memory();

    /**
     * It answered in full.
     *
     * @param window what the counts cover, without the scrape before it
     * @param counts for the services that it knows
     * @param invalid a sentence for each service with a value that is no count
     */
    record Counted(
            String server,
            ServerMemory memory,
            Duration window,
            Map<ServiceRef, ServiceCounts> counts,
            Map<ServiceRef, String> invalid)
            implements ServerReading {

        /** Where the requests of the clients that it watches went; empty where none of them knows the service. */
        Optional<ClientCounts> of(ServiceRef service) {
            return Optional.ofNullable(counts.get(service))
                    .filter(ServiceCounts::known)
                    .map(known -> new ClientCounts(server, known.requests(), known.lost()));
        }
    }

    /**
     * It did not.
     *
     * @param memory where its next window shall begin: where the last one ended, so that the gap is made up for, unless that
     *     can't be
     * @param problem FAILED or PARTIAL
     * @param detail a sentence that names the server
     */
    record Lacking(String server, ServerMemory memory, Problem problem, String detail) implements ServerReading {}
}
