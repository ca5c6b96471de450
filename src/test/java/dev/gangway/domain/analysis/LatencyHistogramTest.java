package dev.gangway.domain.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
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
    void shouldCountTheSlowerOnes(double millis, long slower) {
        assertThat(HUNDRED.slowerThan(millis)).isEqualTo(slower);
    }

    @Test
    void shouldRoundTheSlowerOnesToWholeRequests() {
        LatencyHistogram three = histogram(Map.of(10.0, 3L));

        assertThat(three.slowerThan(4)).isEqualTo(2); // 3 · 6/10 = 1.8
        assertThat(three.slowerThan(6)).isEqualTo(1); // 3 · 4/10 = 1.2
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
