package dev.gangway.adapter.istio;

import static java.util.Objects.requireNonNullElse;

import io.fabric8.kubernetes.api.model.ServicePort;
import java.util.Locale;
import java.util.Set;

/**
 * What Istio takes a Service's port for: by its appProtocol, else by its name up to the first '-', whatever the case
 * (istio/istio, pkg/config/kube/conversion.go, ConvertProtocol).
 */
enum PortProtocol {
    /** HTTP of any version, and gRPC. */
    HTTP,
    /** Not said: Istio looks at what comes, and routes by requests where that is HTTP. */
    SNIFFED,
    /** TLS that the proxies pass on unopened, HTTPS with it. */
    TLS,
    /** Any other bytes on TCP. */
    TCP,
    /** UDP or SCTP, which the mesh does not carry. */
    DATAGRAM;

    /** Where the server speaks first, for which sniffing would wait in vain: SMTP, DNS, MySQL, MongoDB. */
    private static final Set<Integer> SERVER_FIRST_PORTS = Set.of(25, 53, 3306, 27017);

    static PortProtocol of(ServicePort port) {
        if ("UDP".equals(port.getProtocol()) || "SCTP".equals(port.getProtocol())) {
            return DATAGRAM;
        }
        String named = requireNonNullElse(port.getAppProtocol(), requireNonNullElse(port.getName(), ""));
        return switch (named.toLowerCase(Locale.ROOT).replaceFirst("-.*", "")) {
            case "http", "http_proxy", "http2", "grpc", "kubernetes.io/h2c", "kubernetes.io/ws" -> HTTP;
            case "tls", "https", "kubernetes.io/wss" -> TLS;
            case "tcp", "mongo", "mysql", "redis" -> TCP;
            case "udp" -> DATAGRAM;
            default -> SERVER_FIRST_PORTS.contains(port.getPort()) ? TCP : SNIFFED;
        };
    }

    boolean isHttp() {
        return this == HTTP || this == SNIFFED;
    }

    boolean isTcp() {
        return this == TLS || this == TCP;
    }
}
