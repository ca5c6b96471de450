package dev.gangway.adapter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.domain.analysis.LatencyHistogram;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CumulativeBucketsTest {
    private final CumulativeBuckets buckets = new CumulativeBuckets();

    @Test
    void shouldHoldInABucketWhatIsAboveTheOneBelow() {
        buckets.add(5, 10);
        buckets.add(10, 25);
        buckets.add(Double.POSITIVE_INFINITY, 26);

        assertThat(buckets.histogram()).isEqualTo(histogram(Map.of(5.0, 10L, 10.0, 15L, Double.POSITIVE_INFINITY, 1L)));
    }

    @Test
    void shouldAddWhatSeveralProxiesCounted() {
        buckets.add(5, 10);
        buckets.add(10, 10);
        buckets.add(5, 1);
        buckets.add(10, 3);

        assertThat(buckets.histogram()).isEqualTo(histogram(Map.of(5.0, 11L, 10.0, 2L)));
    }

    @Test
    void shouldPutNothingBetweenTwoOfWhichTheLargerShowsFewer() {
        buckets.add(5, 10);
        buckets.add(10, 8);
        buckets.add(25, 12);

        assertThat(buckets.histogram()).isEqualTo(histogram(Map.of(5.0, 10L, 10.0, 0L, 25.0, 2L)));
    }

    @Test
    void shouldTakeANegativeZeroForTheEdgeThatItIs() {
        buckets.add(0.0, 1);
        buckets.add(-0.0, 2);

        assertThat(buckets.histogram()).isEqualTo(histogram(Map.of(0.0, 3L)));
    }

    @Test
    void shouldTakeAnyNumberOfEdgesInAnyOrder() {
        long seed = 20261127;
        Map<Double, Long> inside = new TreeMap<>();
        List<double[]> rows = new ArrayList<>();
        Random random = new Random(seed);
        long below = 0;
        for (int edge = 1; edge <= 100; edge++) {
            long count = random.nextInt(50);
            below += count;
            inside.put(edge * 2.5, count);
            rows.add(new double[] {edge * 2.5, below});
        }
        Collections.shuffle(rows, random);
        rows.forEach(row -> buckets.add(row[0], Math.round(row[1])));

        assertThat(buckets.histogram()).as("seed %s", seed).isEqualTo(histogram(inside));
    }

    @Test
    void shouldBeEmptyAtFirst() {
        assertThat(buckets.histogram()).isEqualTo(LatencyHistogram.EMPTY);
    }

    private static LatencyHistogram histogram(Map<Double, Long> inside) {
        return LatencyHistogram.of(new TreeMap<>(inside));
    }
}
