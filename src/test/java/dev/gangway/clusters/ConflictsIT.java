package dev.gangway.clusters;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gangway.fixture.ClusterFixture;
import dev.gangway.fixture.ClusterFixtures;
import dev.gangway.fixture.Replica;
import dev.gangway.fixture.Routes;
import dev.gangway.fixture.Shift;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Others who write the same objects all the time: neither side may undo what the other has written. */
@Tag("clusters")
@ExtendWith(ClusterFixtures.class)
class ConflictsIT {
    private static final long EVERY_MILLIS = 20;

    private final ClusterFixture clusters;
    private final ScheduledExecutorService others = Executors.newScheduledThreadPool(2);
    private Replica gangway;

    ConflictsIT(ClusterFixture clusters) {
        this.clusters = clusters;
    }

    @BeforeEach
    void start() {
        gangway = Replica.on(clusters);
    }

    @AfterEach
    void stop() {
        others.shutdownNow();
        gangway.close();
    }

    @Test
    void shouldMoveAServiceWhileOthersWriteTheShiftAllTheTime() throws InterruptedException {
        Shift shift = Shift.create(clusters, "checkout", "");
        AtomicInteger written = new AtomicInteger();
        countOn(shift::count, written);

        String phase = shift.atRest().path("phase").asText();
        end();

        assertThat(phase).isEqualTo("Succeeded");
        assertThat(written.get()).isPositive();
        assertThat(count(shift.read().orElseThrow())).isEqualTo(written.get());
    }

    @Test
    void shouldMoveAServiceWhileOthersWriteItsRoutesAllTheTime() throws InterruptedException {
        Map<String, AtomicInteger> written = new LinkedHashMap<>();
        for (String cluster : ClusterFixture.MESH) {
            written.put(cluster, new AtomicInteger());
            countOn(count -> note(cluster, count), written.get(cluster));
        }

        String phase =
                Shift.create(clusters, "gateway", "").atRest().path("phase").asText();
        end();

        assertThat(phase).isEqualTo("Succeeded");
        for (String cluster : ClusterFixture.MESH) {
            Routes routes = Routes.in(clusters, cluster);
            assertThat(routes.weights("gateway-routes")).containsExactly(0, 100);
            assertThat(written.get(cluster).get()).isPositive();
            assertThat(count(routes.tree("gateway-routes").orElseThrow()))
                    .isEqualTo(written.get(cluster).get());
        }
    }

    /** Somebody who counts on an annotation, and reads again on each conflict. */
    private void countOn(IntConsumer object, AtomicInteger written) {
        var unused = others.scheduleWithFixedDelay(
                () -> {
                    object.accept(written.get() + 1);
                    written.incrementAndGet();
                },
                0,
                EVERY_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    private void note(String cluster, int count) {
        Routes.in(clusters, cluster).edit("gateway-routes", routes -> routes.withObject("/metadata/annotations")
                .put(Shift.COUNT, String.valueOf(count)));
    }

    private void end() throws InterruptedException {
        others.shutdown();
        assertThat(others.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    private static int count(JsonNode object) {
        return object.path("metadata").path("annotations").path(Shift.COUNT).asInt();
    }
}
