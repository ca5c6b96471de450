package dev.gangway.adapter.istio;

import static dev.gangway.adapter.cluster.SlimObjects.shared;

import dev.gangway.adapter.cluster.SlimObjects;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.List;
import java.util.Map;

/**
 * Services with what is asked for here: whether they can be shifted, and the ports. Of a mesh of 10,000 services the rest is most of
 * what they hold.
 */
final class SlimServices extends BasicItemStore<Service> {
    /** The value of {@code clusterIP} of a headless one. */
    private static final String HEADLESS = "None";

    SlimServices() {
        super(Cache::metaNamespaceKeyFunc);
    }

    @Override
    public Service put(String key, Service full) {
        return super.put(key, SlimObjects.service(full, spec(full.getSpec())));
    }

    private static ServiceSpec spec(ServiceSpec full) {
        ServiceSpec spec = new ServiceSpec();
        if (full != null) {
            spec.setType(shared(full.getType()));
            spec.setClusterIP(HEADLESS.equals(full.getClusterIP()) ? HEADLESS : null);
            spec.setPorts(
                    full.getPorts() == null
                            ? List.of()
                            : full.getPorts().stream().map(SlimServices::port).toList());
        }
        return spec;
    }

    private static ServicePort port(ServicePort full) {
        ServicePort port = new ServicePort();
        port.setName(shared(full.getName()));
        port.setPort(full.getPort());
        port.setProtocol(shared(full.getProtocol()));
        port.setAppProtocol(shared(full.getAppProtocol()));
        port.setAdditionalProperties(Map.of());
        return port;
    }
}
