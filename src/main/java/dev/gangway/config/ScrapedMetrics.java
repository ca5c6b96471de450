package dev.gangway.config;

import io.prometheus.client.CollectorRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What Prometheus reads. Quarkus by itself makes a registry for each who asks, and all but one of them are read by nobody. */
@Singleton
class ScrapedMetrics {
    @Produces
    @Singleton
    CollectorRegistry registry() {
        return new CollectorRegistry(true);
    }
}
