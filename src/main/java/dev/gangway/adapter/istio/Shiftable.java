package dev.gangway.adapter.istio;

import static dev.gangway.adapter.istio.PortProtocol.DATAGRAM;
import static dev.gangway.adapter.istio.PortProtocol.SNIFFED;
import static dev.gangway.adapter.istio.PortProtocol.TLS;
import static java.util.Objects.requireNonNullElse;

import dev.gangway.adapter.istio.weave.HostNames;
import dev.gangway.adapter.istio.weave.RouteProtocol;
import dev.gangway.domain.traffic.Protocol;
import dev.gangway.domain.traffic.ServiceRef;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Which Services can be shifted across networks at all, by requests or by connections, and with which routes. */
final class Shiftable {
    private static final String SERVICE = "service";
    private static final String PROTOCOL = "protocol";

    /**
     * Something about a Service, and the way out.
     *
     * @param id of the check that says it
     * @param field of the shift, or of the request that starts it, that it is about
     */
    record Remark(String id, String field, String seen, String todo) {}

    private Shiftable() {}

    /** Why it can't be shifted; empty = it can be. */
    static Optional<Remark> obstacle(Service service, Protocol protocol) {
        ServiceSpec spec = service.getSpec();
        if (spec != null && "ExternalName".equals(spec.getType())) {
            return obstacle("is an ExternalName", "it only points to another name; shift the service behind it");
        }
        if (ports(service).isEmpty()) {
            return obstacle("has no ports", "give it the ports that its clients use");
        }
        if ("None".equals(spec.getClusterIP())) {
            return obstacle(
                    "is headless",
                    "clients address its pods one by one, which no gateway between networks can do;"
                            + " give it a cluster IP to move it");
        }
        Optional<ServicePort> datagrams = port(service, DATAGRAM::equals);
        if (datagrams.isPresent()) {
            return obstacle(
                    "has port %d, which is UDP or SCTP"
                            .formatted(datagrams.get().getPort()),
                    "the mesh carries TCP only; give that port a Service of its own, which moves by its clients' DNS");
        }
        return protocol == Protocol.TCP ? obstacleOfConnections(service) : obstacleOfRequests(service);
    }

    private static Optional<Remark> obstacleOfRequests(Service service) {
        Optional<ServicePort> opaque = port(service, PortProtocol::isTcp);
        return opaque.map(port -> new Remark(
                SERVICE,
                PROTOCOL,
                "has port %d, which is not HTTP or gRPC".formatted(port.getPort()),
                "name it http, http2 or grpc, or set its appProtocol, if it is; else set spec.protocol: Tcp"));
    }

    /** On a port that is sniffed connections of HTTP would go by no route, and be balanced over all endpoints. */
    private static Optional<Remark> obstacleOfConnections(Service service) {
        Optional<ServicePort> sniffed = port(service, SNIFFED::equals);
        if (sniffed.isPresent()) {
            return Optional.of(new Remark(
                    SERVICE,
                    PROTOCOL,
                    "has port %d, of which nothing says what is spoken"
                            .formatted(sniffed.get().getPort()),
                    "set its appProtocol in both clusters: tcp, or mysql, mongo, redis; http if it is"));
        }
        return port(service, PortProtocol::isTcp).isPresent()
                ? Optional.empty()
                : Optional.of(new Remark(
                        SERVICE,
                        PROTOCOL,
                        "has only ports of HTTP or gRPC",
                        "set spec.protocol: Http, or leave it out"));
    }

    /** What to know before connections are shifted; nothing of requests. */
    static List<Remark> warnings(ServiceRef name, Service service, Protocol protocol) {
        if (protocol == Protocol.HTTP || obstacle(service, protocol).isPresent()) {
            return List.of();
        }
        List<Remark> warnings = new ArrayList<>();
        warnings.add(new Remark(
                "connections-cut",
                PROTOCOL,
                "speaks TCP: its open connections are cut at each step, and at the way back",
                "be sure that its clients connect again, and keep the steps few"));
        port(service, TLS::equals)
                .ifPresent(
                        port -> warnings.add(
                                new Remark(
                                        "server-names",
                                        PROTOCOL,
                                        "has port %d, which is TLS: once there are routes, connections that ask for another name (SNI) than %s are reset"
                                                .formatted(port.getPort(), String.join(", ", HostNames.of(name))),
                                        "set its appProtocol: tcp in both clusters, which passes all names on, unless clients use these only")));
        port(service, PortProtocol::isHttp)
                .ifPresent(port -> warnings.add(new Remark(
                        "unjudged-port",
                        PROTOCOL,
                        "has port %d, which is HTTP: its requests move with the connections and are not judged"
                                .formatted(port.getPort()),
                        "give it a Service of its own, and a shift of its own, if it matters")));
        return warnings;
    }

    /** The routes that its ports need. */
    static Set<RouteProtocol> routes(Service service) {
        Set<RouteProtocol> routes = EnumSet.noneOf(RouteProtocol.class);
        for (ServicePort port : ports(service)) {
            PortProtocol protocol = PortProtocol.of(port);
            if (protocol.isHttp()) {
                routes.add(RouteProtocol.HTTP);
            } else if (protocol.isTcp()) {
                routes.add(protocol == TLS ? RouteProtocol.TLS : RouteProtocol.TCP);
            }
        }
        return routes;
    }

    private static Optional<ServicePort> port(Service service, Predicate<PortProtocol> which) {
        return ports(service).stream()
                .filter(port -> which.test(PortProtocol.of(port)))
                .findFirst();
    }

    private static List<ServicePort> ports(Service service) {
        return service.getSpec() == null
                ? List.of()
                : requireNonNullElse(service.getSpec().getPorts(), List.of());
    }

    private static Optional<Remark> obstacle(String seen, String todo) {
        return Optional.of(new Remark(SERVICE, SERVICE, seen, todo));
    }
}
