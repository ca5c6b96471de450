package dev.gangway.adapter.prometheus;

import static java.util.Objects.requireNonNull;

/** A query that has no answer. The message is one sentence that names the server and shows no secret. */
final class QueryFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final QueryMeter.Outcome outcome;

    /** No cause and no stack: causes may quote addresses and headers, and the place where it was made tells nothing. */
    QueryFailedException(QueryMeter.Outcome outcome, String message) {
        super(message, null, false, false);
        this.outcome = requireNonNull(outcome, "outcome");
    }

    QueryMeter.Outcome outcome() {
        return outcome;
    }
}
