package dev.gangway.clusters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.fixture.ClusterFixture;
import dev.gangway.fixture.ClusterFixtures;
import dev.gangway.fixture.Replica;
import dev.gangway.fixture.Routes;
import dev.gangway.fixture.Shift;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Watches that end while much else is written, so that the version from which they would go on is forgotten (410). The destination's API
 * server ends watches and forgets within seconds where this suite starts it.
 */
@Tag("clusters")
@Tag("real-api-server")
@ExtendWith(ClusterFixtures.class)
class WatchExpiryIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ClusterFixture clusters;
    private final KubernetesClient administrator;
    private final AtomicInteger writes = new AtomicInteger();

    WatchExpiryIT(ClusterFixture clusters) {
        this.clusters = clusters;
        this.administrator = clusters.administrator(ClusterFixture.DESTINATION);
    }

    @Test
    void shouldGoOnSeeingWhatOthersDoAfterWatchesHaveExpired() {
        try (Replica gangway = Replica.on(clusters)) {
            Shift shift = Shift.create(clusters, "checkout", "");
            shift.atRest();
            letVersionsExpire();

            var unused = Routes.in(clusters, ClusterFixture.DESTINATION)
                    .virtualService("gangway-checkout")
                    .delete();

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                            Routes.in(clusters, ClusterFixture.DESTINATION).weights("gangway-checkout"))
                    .containsExactly(0, 100));
            assertThat(gangway.gangway().clusters().byName("eks1").orElseThrow().reachable())
                    .isTrue();
        }
    }

    /** Until a watch from what is the present now is refused, and the longest that a watch may last has passed for each. */
    private void letVersionsExpire() {
        String now = Routes.in(clusters, ClusterFixture.DESTINATION)
                .administrator()
                .genericKubernetesResources("networking.istio.io/v1", "VirtualService")
                .inAnyNamespace()
                .list()
                .getMetadata()
                .getResourceVersion();
        int before = writes.get();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(250)).until(() -> {
            writeSomethingElse();
            return writes.get() > before + 60 && isGone(now);
        });
    }

    private void writeSomethingElse() {
        ConfigMap other = new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace("shop")
                .withName("other")
                .endMetadata()
                .addToData("count", String.valueOf(writes.incrementAndGet()))
                .build();
        var unused = administrator.resource(other).createOr(existing -> existing.update());
    }

    private boolean isGone(String version) {
        CompletableFuture<Boolean> gone = new CompletableFuture<>();
        Watch watch = administrator
                .genericKubernetesResources("networking.istio.io/v1", "VirtualService")
                .inAnyNamespace()
                .watch(new ListOptionsBuilder().withResourceVersion(version).build(), new Refusal(gone));
        boolean isGone = gone.completeOnTimeout(false, 1, TimeUnit.SECONDS).join();
        watch.close();
        return isGone;
    }

    private record Refusal(CompletableFuture<Boolean> gone) implements Watcher<GenericKubernetesResource> {
        @Override
        public void eventReceived(Action action, GenericKubernetesResource object) {
            gone.complete(false);
        }

        @Override
        public void onClose(WatcherException refusal) {
            gone.complete(refusal.isHttpGone());
        }
    }
}
