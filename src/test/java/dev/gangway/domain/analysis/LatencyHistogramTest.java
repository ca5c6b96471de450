package dev.gangway.domain.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyHistogramTest {
    private static final double ENDLESS = Double.POSITIVE_INFINITY;

    /** 40 up to 10 ms, 50 up to 20 ms, none up to 50 ms, 8 up to 100 ms, 2 above. */
    private static final LatencyHistogram HUNDRED =
            histogram(Map.of(10.0, 40L, 20.0, 50L, 50.0, 0L, 100.0, 8L, ENDLESS, 2L));

    @Test
    void shouldCountAllRequests() {
        assertThat(HUNDRED.count()).isEqualTo(100);
        assertThat(LatencyHistogram.EMPTY.count()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "0.2, 5", // the 20th of 40 that lie evenly between 0 and 10
        "0.4, 10", // the last of them
        "0.5, 12", // 10 + 10 · (50 - 40) / 50
        "0.9, 20", // the last before the empty bucket
        "0.94, 75", // 50 + 50 · (94 - 90) / 8
        "0.98, 100", // the last that is not in the endless bucket
        "0.99, 100", // in the endless bucket: its lower edge
    })
    void shouldFindAQuantileInsideItsBucket(double quantile, double millis) {
        assertThat(HUNDRED.quantileMillis(quantile).orElseThrow()).isCloseTo(millis, within(1e-9));
    }

    @Test
    void shouldHaveNoQuantileWithoutRequests() {
        assertThat(LatencyHistogram.EMPTY.quantileMillis(0.5)).isEmpty();
        assertThat(histogram(Map.of(10.0, 0L, ENDLESS, 0L)).quantileMillis(0.5)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 100", // all took longer than nothing
        "5, 80", // 40 · 5/10 + 60
        "10, 60", // those of the first bucket did not
        "16, 30", // 50 · 4/10 + 10
        "30, 10", // nobody is in this bucket
        "75, 6", // 8 · 25/50 + 2
        "100, 2", // the endless bucket is above its lower edge
        "100.1, 0", // and nothing is known of how far
    })
    void shouldCountTheSlowerOnes(double millis, double slower) {
        assertThat(HUNDRED.above(millis)).isCloseTo(slower, within(1e-9));
    }

    @Test
    void shouldCountAFractionOfARequestInsideABucket() {
        assertThat(histogram(Map.of(10.0, 3L)).above(4)).isCloseTo(1.8, within(1e-9)); // 3 · 6/10
    }

    @ParameterizedTest
    @CsvSource({
        "0.6, 10", // 60 took longer
        "0.59, 20",
        "0.1, 20", // 10 took longer than 20, and as many than 50
        "0.09, 100",
        "0.02, 100",
    })
    void shouldFindTheLowestEdgeThatAShareExceeds(double share, double edge) {
        assertThat(HUNDRED.edgeExceededBy(share)).hasValue(edge);
    }

    @Test
    void shouldFindNoEdgeWhereOnlyTheEndlessBucketsWouldDo() {
        assertThat(HUNDRED.edgeExceededBy(0.019)).isEmpty();
        assertThat(LatencyHistogram.EMPTY.edgeExceededBy(0.5)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 10", "5, 0, 10", "10, 0, 10", "10.1, 10, 20", "30, 20, 50", "100, 50, 100", "101, 100, Infinity"
    })
    void shouldFindTheBucketThatALatencyFallsInto(double millis, double lower, double upper) {
        assertThat(HUNDRED.lowerEdgeMillis(millis)).isEqualTo(lower);
        assertThat(HUNDRED.upperEdgeMillis(millis)).isEqualTo(upper);
    }

    @Test
    void shouldHaveAnEndlessBucketAboveTheLastEdgeAlsoWhereNoneIsCounted() {
        LatencyHistogram ten = histogram(Map.of(10.0, 1L));

        assertThat(ten.lowerEdgeMillis(11)).isEqualTo(10);
        assertThat(ten.upperEdgeMillis(11)).isInfinite();
        assertThat(LatencyHistogram.EMPTY.lowerEdgeMillis(11)).isZero();
    }

    @Test
    void shouldBeMadeOfEdgesAndCountsInStep() {
        double[] edges = {10, 20, 50, 100, ENDLESS};
        long[] counts = {40, 50, 0, 8, 2};
        LatencyHistogram made = LatencyHistogram.of(edges, counts);
        counts[0] = 7;
        edges[0] = 7;

        assertThat(made).isEqualTo(HUNDRED);
    }

    @ParameterizedTest
    @CsvSource({
        "'10,10', '1,1'",
        "'20,10', '1,1'",
        "'10', '1,1'",
        "'10,20', '1'",
        "'-1', '1'",
        "'10', '-1'",
        "'NaN', '1'"
    })
    void shouldRefuseEdgesThatDoNotRiseAndCountsThatAreNone(String edges, String counts) {
        double[] upperMillis =
                Stream.of(edges.split(",", -1)).mapToDouble(Double::parseDouble).toArray();
        long[] each =
                Stream.of(counts.split(",", -1)).mapToLong(Long::parseLong).toArray();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> LatencyHistogram.of(upperMillis, each))
                .withMessageStartingWith("buckets up to [");
    }

    @Test
    void shouldAddBucketByBucket() {
        LatencyHistogram sum = HUNDRED.plus(histogram(Map.of(10.0, 1L, 20.0, 0L, 50.0, 2L, 100.0, 0L, ENDLESS, 3L)));

        assertThat(sum).isEqualTo(histogram(Map.of(10.0, 41L, 20.0, 50L, 50.0, 2L, 100.0, 8L, ENDLESS, 5L)));
    }

    @Test
    void shouldNotChangeWhenItIsAddedTo() {
        LatencyHistogram before = histogram(HUNDRED.countsByUpperMillis());
        HUNDRED.plus(HUNDRED);

        assertThat(HUNDRED).isEqualTo(before);
    }

    @Test
    void shouldStayTheSameWithNothingAdded() {
        assertThat(HUNDRED.plus(LatencyHistogram.EMPTY)).isEqualTo(HUNDRED);
        assertThat(LatencyHistogram.EMPTY.plus(HUNDRED)).isEqualTo(HUNDRED);
        assertThat(LatencyHistogram.EMPTY.plus(LatencyHistogram.EMPTY)).isEqualTo(LatencyHistogram.EMPTY);
    }

    @Test
    void shouldKeepEveryRequestAtItsUpperEdgeWhenTheEdgesDiffer() {
        LatencyHistogram other = histogram(Map.of(10.0, 1L, 25.0, 2L, ENDLESS, 3L));

        assertThat(HUNDRED.plus(other))
                .isEqualTo(other.plus(HUNDRED))
                .isEqualTo(histogram(Map.of(10.0, 41L, 20.0, 50L, 25.0, 2L, 50.0, 0L, 100.0, 8L, ENDLESS, 5L)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.NEGATIVE_INFINITY})
    void shouldRefuseAnEdgeThatIsNoLatency(double edge) {
        assertThatIllegalArgumentException().isThrownBy(() -> histogram(Map.of(edge, 1L)));
    }

    @Test
    void shouldRefuseANegativeCount() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> histogram(Map.of(10.0, -1L)))
                .withMessage("bucket up to 10.0 ms: -1");
    }

    @Test
    void shouldBeEqualByItsBuckets() {
        LatencyHistogram same = histogram(HUNDRED.countsByUpperMillis());

        assertThat(same).isEqualTo(HUNDRED).hasSameHashCodeAs(HUNDRED).hasToString(HUNDRED.toString());
        assertThat(List.of(histogram(Map.of(10.0, 1L)), histogram(Map.of(20.0, 1L)), histogram(Map.of(10.0, 2L))))
                .doesNotHaveDuplicates()
                .doesNotContain(HUNDRED);
    }

    @Test
    void shouldBeEqualWithoutItsEmptyBuckets() {
        LatencyHistogram sparse = histogram(Map.of(50.0, 0L, 100.0, 8L));

        assertThat(histogram(Map.of(10.0, 0L, 50.0, 0L, 100.0, 8L, ENDLESS, 0L)))
                .isEqualTo(sparse)
                .hasSameHashCodeAs(sparse)
                .isNotEqualTo(histogram(Map.of(100.0, 8L)))
                .isNotEqualTo(histogram(Map.of(20.0, 0L, 100.0, 8L)));
        assertThat(histogram(Map.of(10.0, 0L))).isEqualTo(LatencyHistogram.EMPTY);
    }

    private static LatencyHistogram histogram(Map<Double, Long> counts) {
        SortedMap<Double, Long> sorted = new TreeMap<>(counts);
        return LatencyHistogram.of(sorted);
    }
}
