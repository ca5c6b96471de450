package dev.gangway.adapter.telemetry;

import dev.gangway.control.Clusters;
import dev.gangway.control.WatchMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Instant;
import java.util.List;

/** The meters of the clusters; those of one go with it. */
public final class ClusterMeters implements WatchMeter {
    private final MeterRegistry registry;
    private final MultiGauge reachable;
    private final MultiGauge lastAnswer;

    /** Registers with the given registry. */
    public ClusterMeters(MeterRegistry registry) {
        this.registry = registry;
        reachable = MultiGauge.builder("gangway.cluster.reachable")
                .description("1 while the API server of a cluster answers well")
                .register(registry);
        lastAnswer = MultiGauge.builder("gangway.cluster.last.answer.timestamp")
                .description("When the API server of a cluster gave its last good answer, since 1970")
                .baseUnit("seconds")
                .register(registry);
    }

    void update(Clusters mesh) {
        List<Clusters.Cluster> all = mesh.all();
        reachable.register(
                all.stream()
                        .map(cluster -> Row.of(tags(cluster), cluster.reachable() ? 1 : 0))
                        .toList(),
                true);
        lastAnswer.register(
                all.stream()
                        .map(cluster -> Row.of(
                                tags(cluster),
                                cluster.lastAnswer()
                                        .map(Instant::getEpochSecond)
                                        .map(Long::doubleValue)
                                        .orElse(Double.NaN)))
                        .toList(),
                true);
    }

    @Override
    public void replaced(String cluster, String kind) {
        Counter.builder("gangway.watches.replaced")
                .description("Watches that had missed changes")
                .tags("cluster", cluster, "kind", kind)
                .register(registry)
                .increment();
    }

    private static Tags tags(Clusters.Cluster cluster) {
        return Tags.of("cluster", cluster.name());
    }
}
