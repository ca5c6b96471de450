package dev.gangway.adapter.cluster.capacity;

import dev.gangway.adapter.cluster.capacity.Scalers.Scaler;
import dev.gangway.domain.shift.Supply.Autoscaler;
import dev.gangway.domain.traffic.ServiceRef;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What scales the pods of services, each found once, until something changes in its namespace: then all that was found there is
 * forgotten, so that nothing is held of services that are gone.
 */
final class FoundScalings {
    private final Function<ServiceRef, Scaling> find;
    private final Map<String, Map<String, Scaling>> byNamespace = new ConcurrentHashMap<>();

    /** What scales a service's pods. */
    record Scaling(Optional<Autoscaler> autoscaler, Optional<Scaler> scaler, Optional<String> workload) {
        static final Scaling NONE = new Scaling(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** @param find looks for it anew */
    FoundScalings(Function<ServiceRef, Scaling> find) {
        this.find = find;
    }

    /** Where a change is heard of while it is looked for, what is found goes into a map that is forgotten already. */
    Scaling of(ServiceRef service) {
        Map<String, Scaling> found =
                byNamespace.computeIfAbsent(service.namespace(), namespace -> new ConcurrentHashMap<>());
        Scaling known = found.get(service.name());
        if (known == null) {
            known = find.apply(service);
            found.put(service.name(), known);
        }
        return known;
    }

    /** Something has changed in a namespace. */
    void forget(String namespace) {
        byNamespace.remove(namespace);
    }

    /** For how many namespaces something is held. */
    int namespaces() {
        return byNamespace.size();
    }
}
