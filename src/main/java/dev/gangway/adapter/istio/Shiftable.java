package dev.gangway.adapter.istio;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import java.util.Optional;

/** Which Services can be shifted across networks at all. */
final class Shiftable {

    /** Why not, and the way out. */
    record Obstacle(String seen, String todo) {}

    private Shiftable() {}

    /** Empty = it can be shifted. */
    static Optional<Obstacle> obstacle(Service service) {
        ServiceSpec spec = service.getSpec();
        if (spec == null || spec.getPorts() == null || spec.getPorts().isEmpty()) {
            return Optional.of(new Obstacle("has no ports", "give it the ports that its clients use"));
        }
        if ("None".equals(spec.getClusterIP())) {
            return Optional.of(new Obstacle(
                    "is headless",
                    "clients address its pods one by one, which no gateway between networks can do;"
                            + " give it a cluster IP to move it"));
        }
        if ("ExternalName".equals(spec.getType())) {
            return Optional.of(
                    new Obstacle("is an ExternalName", "it only points to another name; shift the service behind it"));
        }
        return spec.getPorts().stream()
                .filter(port -> !isHttp(port))
                .findFirst()
                .map(port -> new Obstacle(
                        "has port %d, which is not HTTP or gRPC".formatted(port.getPort()),
                        "name it http, http2 or grpc, or set its appProtocol, if it is; others can't be shifted yet"));
    }

    /** Istio takes the protocol from appProtocol, else from the name up to the first '-', else it sniffs for HTTP. */
    private static boolean isHttp(ServicePort port) {
        if ("UDP".equals(port.getProtocol()) || "SCTP".equals(port.getProtocol())) {
            return false;
        }
        String name = port.getName() == null ? "" : port.getName().replaceFirst("-.*", "");
        String protocol = port.getAppProtocol() == null ? name : port.getAppProtocol();
        return switch (protocol) {
            case "tcp", "tls", "https", "mongo", "mysql", "redis", "udp" -> false;
            default -> true;
        };
    }
}
