package dev.gangway.domain.analysis;

import static java.util.Objects.requireNonNull;

/**
 * What is counted of a service.
 *
 * @param signal what, and by whom
 * @param failures which answers count as failed
 */
public record Counting(Signal signal, FailureCriteria failures) {
    /** Requests of the clients, of which fail those that usually do. */
    public static final Counting DEFAULT = sent(FailureCriteria.DEFAULT);

    /** Needs both. */
    public Counting {
        requireNonNull(signal, "signal");
        requireNonNull(failures, "failures");
    }

    /** Whether there are durations to it. */
    public boolean hasDurations() {
        return signal != Signal.CONNECTIONS;
    }

    /** Requests as the clients' proxies saw them end. */
    public static Counting sent(FailureCriteria failures) {
        return new Counting(Signal.REQUESTS_SENT, failures);
    }
}
