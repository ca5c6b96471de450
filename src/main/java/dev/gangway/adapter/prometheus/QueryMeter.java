package dev.gangway.adapter.prometheus;

import java.time.Duration;

/** Takes the measure of the queries, for dashboards. */
public interface QueryMeter {
    /** Measures nothing. */
    QueryMeter NONE = (server, outcome, took) -> {};

    /**
     * A query has ended.
     *
     * @param server the name of the server that was asked
     * @param took real time, from the request to the last byte of the answer or the giving up
     */
    void queried(String server, Outcome outcome, Duration took);

    /** How a query ended. */
    enum Outcome {
        /** With an answer, be it empty. */
        ANSWERED,
        /** With an error that the server told: its credentials, the query, its own trouble. */
        REFUSED,
        /** Without a whole answer in time. */
        TIMED_OUT,
        /** Without a connection, or with one that broke. */
        UNREACHABLE,
        /** With something that is no answer to the question, or too large a one. */
        UNREADABLE
    }
}
