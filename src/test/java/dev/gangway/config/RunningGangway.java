package dev.gangway.config;

import dev.gangway.adapter.events.EventChannel;
import dev.gangway.adapter.events.ShiftChanged;
import dev.gangway.control.Clusters;
import dev.gangway.control.ShiftCommands;
import dev.gangway.fixture.ClusterFixture;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;

/** All of Gangway by its own wiring, in the test's process and without Quarkus. */
public final class RunningGangway implements AutoCloseable {
    private final KubernetesClient management;
    private final Gangway gangway;

    private RunningGangway(KubernetesClient management, Gangway gangway) {
        this.management = management;
        this.gangway = gangway;
    }

    /** Starts one with the rights that it has in these clusters. */
    public static RunningGangway on(ClusterFixture clusters) {
        return on(clusters, Map.of());
    }

    /** Starts one with settings, as {@code gangway.lanes}. */
    public static RunningGangway on(ClusterFixture clusters, Map<String, String> settings) {
        KubernetesClient management = clusters.gangway();
        GangwayConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(GangwayConfig.class)
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(GangwayConfig.class);
        return new RunningGangway(
                management,
                new Gangway(
                        management,
                        clusters.tempo(),
                        config,
                        new SimpleMeterRegistry(),
                        new EventChannel(new Unheard())));
    }

    /** What the REST interface calls. */
    public ShiftCommands commands() {
        return gangway.commands();
    }

    /** What it knows of the clusters. */
    public Clusters clusters() {
        return gangway.clusters();
    }

    /** Whether it leads, of several. */
    public boolean leads() {
        return gangway.leadership().isHeld();
    }

    /** As a container that is told to stop. */
    @Override
    public void close() {
        gangway.stop();
        management.close();
    }

    private static final class Unheard implements Emitter<ShiftChanged> {
        @Override
        public CompletionStage<Void> send(ShiftChanged change) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public <M extends Message<? extends ShiftChanged>> void send(M message) {}

        @Override
        public void complete() {}

        @Override
        public void error(Exception failure) {}

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public boolean hasRequests() {
            return true;
        }
    }
}
