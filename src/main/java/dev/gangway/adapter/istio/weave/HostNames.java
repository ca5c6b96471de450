package dev.gangway.adapter.istio.weave;

import dev.gangway.domain.traffic.ServiceRef;
import java.util.List;
import java.util.Optional;

/** Which host names mean a service. */
public final class HostNames {
    private static final List<String> CLUSTER_DOMAIN = List.of("svc", "cluster", "local");

    private HostNames() {}

    /**
     * Whether a host is the service: by its full name, {@code name.namespace.svc}, {@code name.namespace}, or the bare name
     * in an object of the same namespace, as Istio reads a host without dots relative to the object that names it.
     *
     * @param namespace of the object; empty where it names none, which is taken for the service's own
     */
    public static boolean mean(String host, String namespace, ServiceRef service) {
        return service(host, namespace.isEmpty() ? service.namespace() : namespace)
                .filter(service.toString()::equals)
                .isPresent();
    }

    /**
     * The service that a host would be, as {@code namespace/name}; empty where it can be none, as {@code a.b.example.com} or
     * a wildcard can't. Whether there is such a service is another matter: {@code example.com} may well be one.
     *
     * @param namespace of the object that names the host
     */
    public static Optional<String> service(String host, String namespace) {
        List<String> labels = List.of(host.split("\\.", -1));
        if (host.isEmpty() || host.contains("*") || labels.contains("")) {
            return Optional.empty();
        }
        if (labels.size() == 1) {
            return Optional.of(namespace + "/" + host);
        }
        List<String> domain = labels.subList(2, labels.size());
        boolean isService =
                domain.isEmpty() || domain.equals(CLUSTER_DOMAIN.subList(0, 1)) || domain.equals(CLUSTER_DOMAIN);
        return isService ? Optional.of(labels.get(1) + "/" + labels.get(0)) : Optional.empty();
    }

    /** The names by which clients in the mesh call a service, the bare one in its own namespace only; the full one first. */
    public static List<String> of(ServiceRef service) {
        String qualified = service.name() + "." + service.namespace();
        return List.of(service.host(), qualified + ".svc", qualified, service.name());
    }

    /** Whether a host with a leading wildcard covers the service. */
    public static boolean cover(String host, ServiceRef service) {
        return host.equals("*") || (host.startsWith("*.") && service.host().endsWith(host.substring(1)));
    }
}
