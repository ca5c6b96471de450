package dev.gangway.sim;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gangway.domain.traffic.ServiceRef;
import java.util.Set;

/** The names by which Istio's objects call a service. */
final class HostNames {
    private HostNames() {}

    /** Whether a host in an object of a namespace is the service. A name without dots is one of the object's own namespace. */
    static boolean mean(String host, String namespace, ServiceRef service) {
        String qualified = service.name() + "." + service.namespace();
        return host.contains(".")
                ? Set.of(service.host(), qualified + ".svc", qualified).contains(host)
                : host.equals(service.name()) && namespace.equals(service.namespace());
    }

    /** Whether a destination is the service. */
    static boolean isTo(JsonNode destination, String namespace, ServiceRef service) {
        return mean(destination.path("host").asText(), namespace, service);
    }
}
