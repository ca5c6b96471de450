package dev.gangway.adapter.prometheus;

import dev.gangway.domain.analysis.Counting;
import dev.gangway.domain.analysis.LatencyHistogram;
import dev.gangway.domain.analysis.Traffic;
import dev.gangway.domain.traffic.ClusterName;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Adds up the rows of one service. Mutable, for one thread. */
final class ServiceTally {
    private final Map<ClusterName, Traffic> sent = new HashMap<>();
    private final Map<ClusterName, CumulativeBuckets> cumulative = new HashMap<>();
    private final Map<ClusterName, Long> refused = new HashMap<>();
    private final Counting counting;
    private final Function<Row, Optional<ClusterName>> clusters;
    private long lost;
    private boolean known;

    /**
     * Nothing yet.
     *
     * @param clusters tells {@link Row#cluster}
     */
    ServiceTally(Counting counting, Function<Row, Optional<ClusterName>> clusters) {
        this.counting = counting;
        this.clusters = clusters;
    }

    /** Adds a row of counts; its value is a count. */
    void add(Row row) {
        switch (counting.signal()) {
            case REQUESTS_SENT, REQUESTS_RECEIVED -> addRequests(row);
            case CONNECTIONS -> addConnections(row);
        }
    }

    private void addRequests(Row row) {
        ResponseClass what = ResponseClass.of(row, counting.failures());
        known = true;
        addSent(row, what == ResponseClass.FAILED, what == ResponseClass.LOST);
    }

    private void addConnections(Row row) {
        ConnectionClass what = ConnectionClass.of(row);
        if (ConnectionClass.isOfClient(row)) {
            known = true;
            addSent(row, what == ConnectionClass.FAILED, what == ConnectionClass.LOST);
        } else if (what == ConnectionClass.REFUSED) {
            clusters.apply(row).ifPresent(cluster -> refused.merge(cluster, row.count(), Long::sum));
        }
    }

    private void addSent(Row row, boolean failed, boolean isLost) {
        if (isLost) {
            lost += row.count();
        }
        clusters.apply(row).ifPresent(cluster -> {
            long failures = failed ? row.count() : 0;
            sent.merge(cluster, new Traffic(row.count(), failures, LatencyHistogram.EMPTY), Traffic::plus);
        });
    }

    /** Adds a row of a cumulative bucket; its value is a count and its edge a number of ms. */
    void addBucket(Row row, double upperMillis) {
        clusters.apply(row).ifPresent(cluster -> cumulative
                .computeIfAbsent(cluster, any -> new CumulativeBuckets())
                .add(upperMillis, row.count()));
    }

    /** What was added. */
    ServiceCounts counts() {
        Map<ClusterName, Traffic> byDestination = new HashMap<>(sent);
        cumulative.forEach((cluster, buckets) ->
                byDestination.merge(cluster, new Traffic(0, 0, buckets.histogram()), Traffic::plus));
        return new ServiceCounts(byDestination, refused, lost, known);
    }
}
