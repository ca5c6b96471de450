package dev.gangway.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits until the routes of one service are written back to the source in every cluster. */
final class RouteWatch implements AutoCloseable {
    private final String host;
    private final CountDownLatch missing;
    private final List<LeanCluster> clusters;
    private final List<LeanCluster.Listener> listeners = new ArrayList<>();
    private volatile long last;

    /** Watches from now on. */
    RouteWatch(LeanMesh mesh, int number) {
        host = Furniture.host(number);
        clusters = mesh.meshClusters();
        missing = new CountDownLatch(clusters.size());
        for (LeanCluster cluster : clusters) {
            LeanCluster.Listener listener = (path, object) -> seen(path, object);
            listeners.add(listener);
            cluster.addListener(listener);
        }
    }

    /** When the last of them was written, by {@link System#nanoTime}. */
    long awaitBack(Duration atMost) {
        try {
            if (!missing.await(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the routes to " + host + " were not written back within " + atMost);
            }
            return last;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void seen(ResourcePath path, byte[] written) {
        if (!path.plural().equals("virtualservices")) {
            return;
        }
        JsonNode object = Json.object(written);
        if (!object.at("/spec/hosts/0").asText().equals(host)) {
            return;
        }
        for (JsonNode route : object.at("/spec/http/0/route")) {
            boolean back = route.at("/destination/subset").asText().equals(LeanRoutes.SOURCE)
                    && route.path("weight").asInt() == 100;
            if (back) {
                last = System.nanoTime();
                missing.countDown();
            }
        }
    }

    @Override
    public void close() {
        for (int i = 0; i < clusters.size(); i++) {
            clusters.get(i).removeListener(listeners.get(i));
        }
    }
}
