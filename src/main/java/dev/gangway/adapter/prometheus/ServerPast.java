package dev.gangway.adapter.prometheus;

import dev.gangway.domain.analysis.Reading.Problem;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;

/** What came of asking one server for the past. */
sealed interface ServerPast {

    /** The server's name. */
    String server();

    /**
     * It answered in full.
     *
     * @param counts by the number of the window, for those in which it knew the service
     * @param seen the numbers of the instants at which it had just scraped clients of the service
     * @param idle the numbers of the instants at which it watched, and would have seen them
     * @param invalid a sentence, if some value is no count
     */
    record Counted(
            String server, Map<Integer, ServiceCounts> counts, BitSet seen, BitSet idle, Optional<String> invalid)
            implements ServerPast {
        /** Copies the map; the sets are given away. */
        public Counted {
            counts = Map.copyOf(counts);
        }

        /**
         * Whether it saw all that there was in a window: it saw the service's clients at both ends, or there were none. One in
         * which they came or went may lack something.
         */
        boolean isWhole(int window) {
            return hasClients(window) || (isIdle(window - 1) && isIdle(window));
        }

        /** What it counted in a window that is whole; empty if there was no client to count for. */
        Optional<ServiceCounts> counts(int window) {
            return hasClients(window) ? Optional.ofNullable(counts.get(window)) : Optional.empty();
        }

        private boolean hasClients(int window) {
            return seen.get(window - 1) && seen.get(window);
        }

        private boolean isIdle(int instant) {
            return idle.get(instant) && !seen.get(instant);
        }
    }

    /**
     * It did not.
     *
     * @param problem FAILED, PARTIAL or INVALID
     * @param detail a sentence that names the server
     */
    record Lacking(String server, Problem problem, String detail) implements ServerPast {}
}
