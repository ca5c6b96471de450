package dev.gangway.domain.analysis;

import dev.gangway.domain.traffic.Protocol;

/** What a service is judged by: what is counted, and whose proxies count it. */
public enum Signal {
    /**
     * Requests as the clients' proxies saw them end: with what was lost on the way, and the time that users waited. What there
     * usually is to judge by.
     */
    REQUESTS_SENT(Protocol.HTTP),
    /**
     * Requests as the servers' proxies saw them end. What never arrived is not among them; mirrored requests are, which the
     * clients' proxies do not count.
     */
    REQUESTS_RECEIVED(Protocol.HTTP),
    /**
     * TCP connections that the clients' proxies opened. One has failed if the client's proxy could not make it stand, or if
     * the server's proxy could not hand it to the server. Connections have no latency.
     */
    CONNECTIONS(Protocol.TCP);

    private final Protocol protocol;

    Signal(Protocol protocol) {
        this.protocol = protocol;
    }

    /** What the counted services speak. */
    public Protocol protocol() {
        return protocol;
    }
}
