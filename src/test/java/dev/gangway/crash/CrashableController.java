package dev.gangway.crash;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gangway.adapter.events.EventChannel;
import dev.gangway.adapter.events.EventSource;
import dev.gangway.adapter.events.ListenerLimit;
import dev.gangway.config.Gangway;
import dev.gangway.config.GangwayConfig;
import dev.gangway.control.Tempo;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.prometheus.client.CollectorRegistry;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Gangway's controller as a process that starts in a fraction of a second: all of its own code by its own wiring, and of Quarkus
 * nothing. It comes up, says so, and begins when it is told to. Several meshes have a controller each, which know nothing of each
 * other and die together.
 */
public final class CrashableController {
    private static final int TIMEOUT_MILLIS = 5000;

    private CrashableController() {}

    /** Takes the start of the time that it shares with the meshes, its speed, and the address of each management cluster. */
    public static void main(String... arguments) throws InterruptedException {
        double speed = Double.parseDouble(arguments[1]);
        Tempo tempo = new Tempo(new SharedClock(Instant.parse(arguments[0]), speed), speed);
        KubernetesSerialization serialization = new KubernetesSerialization(new ObjectMapper(), false);
        serialization.registerKubernetesResource(Status.class);
        List<KubernetesClient> clients = new ArrayList<>();
        for (String address : List.of(arguments).subList(2, arguments.length)) {
            clients.add(client(address, serialization));
        }
        // Quarkus does so when it is built; two controllers that did it at once would get in each other's way.
        var unused = Uni.createFrom().deferred(() -> Uni.createFrom().voidItem());
        Passages.pass(Passages.UP);
        for (KubernetesClient client : clients) {
            Thread controller = new Thread(() -> control(client, tempo));
            // As a pod ends that does not come up.
            controller.setUncaughtExceptionHandler((thread, failure) -> {
                failure.printStackTrace();
                Runtime.getRuntime().halt(1);
            });
            controller.start();
        }
    }

    private static void control(KubernetesClient management, Tempo tempo) {
        GangwayConfig config = Defaults.of(
                GangwayConfig.class,
                // What is written beside the routes and shifts has no order that a crash could break.
                Map.of("gangway.events.kubernetes", "false"));
        Gangway gangway = new Gangway(
                management,
                tempo,
                config,
                new SimpleMeterRegistry(),
                new CollectorRegistry(),
                new EventChannel(
                        new Unheard<>(),
                        new EventSource(config.events().source()),
                        new ListenerLimit(1),
                        (channel, why) -> {}));
        while (true) {
            // Nothing else keeps the process up.
            LockSupport.park(gangway);
        }
    }

    /** As the production package has it in its application.yaml, but for a search of all models that takes its time. */
    private static KubernetesClient client(String address, KubernetesSerialization serialization) {
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl(address)
                .withConnectionTimeout(TIMEOUT_MILLIS)
                .withRequestTimeout(TIMEOUT_MILLIS)
                .withRequestRetryBackoffLimit(0)
                .build();
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withKubernetesSerialization(serialization)
                .build();
    }
}
