package dev.gangway.domain.traffic;

/** What clients speak to a service, as far as Gangway goes: what is divided between the clusters, and counted. */
public enum Protocol {
    /** HTTP of any version, and gRPC: each request goes where the weights send it. */
    HTTP("request"),
    /**
     * All else on TCP, TLS that the clients' proxies pass on unopened among it: each connection goes where the weights send it,
     * and stays there until it ends.
     */
    TCP("connection");

    private final String one;

    Protocol(String one) {
        this.one = one;
    }

    /** What is counted of it, as a plural: requests or connections. */
    public String counted() {
        return one + "s";
    }

    /** One of what is counted: request or connection. */
    public String one() {
        return one;
    }
}
