package dev.gangway.adapter.istio;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;

/**
 * Services without what nobody asks for here: their labels, annotations, status, and who has written which field. Of a mesh of
 * 10,000 services that is most of what they hold.
 */
final class SlimServices extends BasicItemStore<Service> {
    SlimServices() {
        super(Cache::metaNamespaceKeyFunc);
    }

    @Override
    public Service put(String key, Service full) {
        return super.put(
                key,
                new ServiceBuilder()
                        .withMetadata(new ObjectMetaBuilder()
                                .withNamespace(full.getMetadata().getNamespace())
                                .withName(full.getMetadata().getName())
                                .withUid(full.getMetadata().getUid())
                                .withResourceVersion(full.getMetadata().getResourceVersion())
                                .build())
                        .withSpec(full.getSpec())
                        .build());
    }
}
