package dev.gangway.adapter.istio;

import static java.util.Objects.requireNonNullElse;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which Services can be shifted across networks at all. */
final class Shiftable {
    private static final Set<Integer> SERVER_FIRST_PORTS = Set.of(25, 53, 3306, 27017);

    /** Why not, and the way out. */
    record Obstacle(String seen, String todo) {}

    private Shiftable() {}

    /** Empty = it can be shifted. */
    static Optional<Obstacle> obstacle(Service service) {
        ServiceSpec spec = service.getSpec();
        if (spec != null && "ExternalName".equals(spec.getType())) {
            return Optional.of(
                    new Obstacle("is an ExternalName", "it only points to another name; shift the service behind it"));
        }
        if (spec == null || spec.getPorts() == null || spec.getPorts().isEmpty()) {
            return Optional.of(new Obstacle("has no ports", "give it the ports that its clients use"));
        }
        if ("None".equals(spec.getClusterIP())) {
            return Optional.of(new Obstacle(
                    "is headless",
                    "clients address its pods one by one, which no gateway between networks can do;"
                            + " give it a cluster IP to move it"));
        }
        return spec.getPorts().stream()
                .filter(port -> !isHttp(port))
                .findFirst()
                .map(port -> new Obstacle(
                        "has port %d, which is not HTTP or gRPC".formatted(port.getPort()),
                        "name it http, http2 or grpc, or set its appProtocol, if it is; others can't be shifted yet"));
    }

    /**
     * Istio takes the protocol from appProtocol, else from the name, up to the first '-', whatever the case. What it does not
     * know it sniffs for HTTP, but on the ports of protocols where the server speaks first, which sniffing would break.
     */
    private static boolean isHttp(ServicePort port) {
        if ("UDP".equals(port.getProtocol()) || "SCTP".equals(port.getProtocol())) {
            return false;
        }
        String named = requireNonNullElse(port.getAppProtocol(), requireNonNullElse(port.getName(), ""));
        return switch (named.toLowerCase(Locale.ROOT).replaceFirst("-.*", "")) {
            case "http", "http_proxy", "http2", "grpc", "kubernetes.io/h2c", "kubernetes.io/ws" -> true;
            case "tcp", "tls", "https", "mongo", "mysql", "redis", "udp", "kubernetes.io/wss" -> false;
            default -> !SERVER_FIRST_PORTS.contains(port.getPort());
        };
    }
}
