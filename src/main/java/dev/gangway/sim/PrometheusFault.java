package dev.gangway.sim;

/** A way in which a simulated Prometheus fails. */
public enum PrometheusFault {
    /** It closes every connection without an answer. */
    OUTAGE,
    /** Every value is NaN. */
    NAN,
    /** Every answer is a success without a result. */
    EMPTY,
    /** It answers and scrapes nothing more. */
    STALE,
    /** It answers after 20 real seconds. */
    SLOW
}
