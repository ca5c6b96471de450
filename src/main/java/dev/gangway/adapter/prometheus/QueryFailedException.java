package dev.gangway.adapter.prometheus;

import static java.util.Objects.requireNonNull;

/** A query that has no answer. The message is one sentence that names the server and shows no secret. */
final class QueryFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final QueryMeter.Outcome outcome;
    private final boolean tooLarge;

    /** A failure that asking for less would not mend. */
    QueryFailedException(QueryMeter.Outcome outcome, String message) {
        this(outcome, message, false);
    }

    /**
     * No cause and no stack: causes may quote addresses and headers, and the place where it was made tells nothing.
     *
     * @param tooLarge whether the answer was larger than the server or Gangway allows, so that a part of it could be had
     */
    QueryFailedException(QueryMeter.Outcome outcome, String message, boolean tooLarge) {
        super(message, null, false, false);
        this.outcome = requireNonNull(outcome, "outcome");
        this.tooLarge = tooLarge;
    }

    /** Whether this is a query whose answer was too large. */
    static boolean isTooLarge(Throwable failure) {
        return PrometheusClient.unwrapped(failure) instanceof QueryFailedException known && known.tooLarge;
    }

    /** What went wrong with queries to a server, in one sentence. */
    static String sentence(PrometheusServer server, Throwable failure) {
        Throwable inner = PrometheusClient.unwrapped(failure);
        return inner instanceof QueryFailedException known
                ? known.getMessage()
                : "the answer of Prometheus of " + server.name() + " could not be read ("
                        + inner.getClass().getSimpleName() + ")";
    }

    QueryMeter.Outcome outcome() {
        return outcome;
    }
}
