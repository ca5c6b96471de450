package dev.gangway.domain.analysis;

/** What a service is judged by: what is counted, and whose proxies count it. */
public enum Signal {
    /**
     * Requests as the clients' proxies saw them end: with what was lost on the way, and the time that users waited. What there
     * usually is to judge by.
     */
    REQUESTS_SENT,
    /**
     * Requests as the servers' proxies saw them end. What never arrived is not among them; mirrored requests are, which the
     * clients' proxies do not count.
     */
    REQUESTS_RECEIVED
}
