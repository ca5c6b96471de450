package dev.gangway.config;

import dev.gangway.adapter.lease.LeaseElection;
import dev.gangway.adapter.lease.LeaseSettings;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;

/** The election among replicas, from the settings. */
final class LeadershipWiring {
    private static final String ELSEWHERE = "default";

    private LeadershipWiring() {}

    static LeaseElection election(
            KubernetesClient management, GangwayConfig.Leadership config, LongSupplier highestRecorded) {
        return new LeaseElection(
                management,
                new LeaseSettings(
                        config.leaseNamespace()
                                .or(() -> Optional.ofNullable(management.getNamespace()))
                                .orElse(ELSEWHERE),
                        config.leaseName(),
                        identity(),
                        config.leaseDuration(),
                        config.renewDeadline(),
                        config.retryPeriod()),
                highestRecorded);
    }

    /** The pod's name, for people, and a part that no process before or beside this one has. */
    private static String identity() {
        String host = Optional.ofNullable(System.getenv("HOSTNAME")).orElse("gangway");
        return host + "_" + UUID.randomUUID();
    }
}
