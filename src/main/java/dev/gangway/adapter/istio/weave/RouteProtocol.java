package dev.gangway.adapter.istio.weave;

import java.util.Locale;

/**
 * The lists of routes that a VirtualService has, of which Istio reads one for each port, by the port's protocol
 * (istio/istio, pilot/pkg/networking/core, listener.go and tls.go).
 */
public enum RouteProtocol {
    /** Ports of HTTP and gRPC, and those of which Istio finds out by sniffing that they are. */
    HTTP,
    /** Ports of TLS and HTTPS, which the proxies don't open: each connection by the name that its client asks for (SNI). */
    TLS,
    /** All other ports. */
    TCP;

    /** The name of the list. */
    String list() {
        return name().toLowerCase(Locale.ROOT);
    }
}
