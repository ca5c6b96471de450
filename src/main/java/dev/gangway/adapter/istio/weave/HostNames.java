package dev.gangway.adapter.istio.weave;

import dev.gangway.domain.traffic.ServiceRef;
import java.util.List;

/** Which host names mean a service. */
public final class HostNames {
    private HostNames() {}

    /**
     * Whether a host is the service: by its full name, {@code name.namespace.svc}, {@code name.namespace}, or the bare name
     * in an object of the same namespace, as Istio reads a host without dots relative to the object that names it.
     *
     * @param namespace of the object; empty where it names none, which is taken for the service's own
     */
    public static boolean mean(String host, String namespace, ServiceRef service) {
        String qualified = service.name() + "." + service.namespace();
        return host.equals(service.host())
                || host.equals(qualified + ".svc")
                || host.equals(qualified)
                || (host.equals(service.name()) && (namespace.isEmpty() || namespace.equals(service.namespace())));
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
