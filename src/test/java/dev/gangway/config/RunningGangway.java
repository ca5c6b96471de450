package dev.gangway.config;

import dev.gangway.adapter.events.EventChannel;
import dev.gangway.adapter.events.EventSource;
import dev.gangway.adapter.events.ListenerLimit;
import dev.gangway.adapter.events.ShiftChanged;
import dev.gangway.control.Clusters;
import dev.gangway.control.ShiftCommands;
import dev.gangway.control.Tempo;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.prometheus.client.CollectorRegistry;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Gangway without its server: wired as ever, and nothing of Quarkus. */
public final class RunningGangway implements AutoCloseable {
    private final Gangway gangway;

    /**
     * Starts it.
     *
     * @param settings by their keys, such as {@code gangway.cluster-timeout}
     */
    public RunningGangway(
            KubernetesClient management, Tempo tempo, Map<String, String> settings, MeterRegistry meters) {
        GangwayConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(GangwayConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build()
                .getConfigMapping(GangwayConfig.class);
        gangway = new Gangway(
                management,
                tempo,
                config,
                meters,
                new CollectorRegistry(),
                new EventChannel(
                        new Unheard(),
                        new EventSource(config.events().source()),
                        new ListenerLimit(1),
                        Announcements.meter(meters)));
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

    @Override
    public void close() {
        gangway.stop();
    }

    /** Nobody listens. */
    private static final class Unheard implements Emitter<ShiftChanged> {
        @Override
        public CompletionStage<Void> send(ShiftChanged change) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public <M extends Message<? extends ShiftChanged>> void send(M change) {}

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
