package dev.gangway.bench.decision;

import java.util.Collections;
import java.util.List;

/** What Kayenta calls a metric: the labels of BaseMetricClassifier.scala that a direction of "increase" can come to. */
enum KayentaLabel {
    PASS,
    HIGH,
    NODATA,
    ERROR;

    /** NODATA_THRESHOLD of WeightedSumScorer.scala. */
    private static final double NODATA_PERCENT = 50;

    /**
     * The score of WeightedSumScorer.scala for metrics that are each a group of their own, all of one weight. A group without
     * data, or with an error, counts as 100; but with half of the metrics without data the whole score is 0.
     */
    static double score(List<KayentaLabel> groups) {
        double noData = 100.0 * Collections.frequency(groups, NODATA) / groups.size();
        return noData >= NODATA_PERCENT
                ? 0
                : groups.stream()
                        .mapToDouble(KayentaLabel::groupScore)
                        .average()
                        .orElse(0);
    }

    private double groupScore() {
        return switch (this) {
            case PASS, NODATA, ERROR -> 100;
            case HIGH -> 0;
        };
    }
}
