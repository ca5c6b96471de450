package dev.gangway.control.backtest;

import static dev.gangway.control.backtest.MadeUpRecord.DESTINATION;
import static dev.gangway.control.backtest.MadeUpRecord.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gangway.domain.analysis.LatencyHistogram;
import dev.gangway.domain.analysis.MetricWindow;
import dev.gangway.domain.analysis.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThinningTest {
    private static final List<MetricWindow> RECORD =
            MadeUpRecord.of(50).failing(number -> 0.02).lasting(Duration.ofHours(1));

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.001, 0.1, 0.5, 0.9, 1})
    void shouldDivideWhatWasRecordedAndNothingElse(double share) {
        Thinning thinning = thinning(0);
        long all = 0;
        long moved = 0;
        for (MetricWindow recorded : RECORD) {
            MetricWindow divided = thinning.divide(recorded, share).window();
            assertThat(divided.of(SOURCE).plus(divided.of(DESTINATION))).isEqualTo(recorded.of(SOURCE));
            Traffic destination = divided.of(DESTINATION);
            assertThat(destination.latency().count()).isEqualTo(destination.requests() - destination.failures());
            all += recorded.of(SOURCE).requests();
            moved += destination.requests();
        }

        assertThat(moved).isCloseTo(Math.round(share * all), within(4 * (long) Math.sqrt(all * share) + 1));
    }

    @Test
    void shouldAddFailuresAtTheDestinationOnly() {
        Thinning thinning = thinning(0.1);
        long requests = 0;
        long added = 0;
        double expected = 0;
        for (MetricWindow recorded : RECORD) {
            Thinning.Divided divided = thinning.divide(recorded, 0.5);
            Traffic source = divided.window().of(SOURCE);
            Traffic destination = divided.window().of(DESTINATION);
            assertThat(source.requests() + destination.requests())
                    .isEqualTo(recorded.of(SOURCE).requests());
            assertThat(source.failures() + destination.failures() - divided.added())
                    .isEqualTo(recorded.of(SOURCE).failures());
            requests += destination.requests();
            added += divided.added();
            expected += divided.expected();
        }

        assertThat(added / (double) requests).isCloseTo(0.098, within(0.005));
        assertThat(expected / requests).isCloseTo(0.098, within(0.002));
    }

    @Test
    void shouldLoseNothingWhereDurationsWereCountedByOtherScrapes() {
        LatencyHistogram latency =
                LatencyHistogram.of(new double[] {10, Double.POSITIVE_INFINITY}, new long[] {900, 300});
        MetricWindow more = window(new Traffic(1000, 10, latency));
        MetricWindow fewer = window(new Traffic(2000, 10, latency));

        for (MetricWindow recorded : List.of(more, fewer)) {
            MetricWindow divided = thinning(0.05).divide(recorded, 0.3).window();
            Traffic source = divided.of(SOURCE);
            Traffic destination = divided.of(DESTINATION);

            assertThat(source.requests() + destination.requests())
                    .isEqualTo(recorded.of(SOURCE).requests());
            assertThat(destination.requests())
                    .isCloseTo(Math.round(0.3 * recorded.of(SOURCE).requests()), within(80L));
        }
    }

    @Test
    void shouldDivideConnectionsWhichHaveNoLatency() {
        MetricWindow recorded = window(new Traffic(1000, 10, LatencyHistogram.EMPTY));

        Thinning.Divided divided = thinning(0.1).divide(recorded, 0.5);

        Traffic source = divided.window().of(SOURCE);
        Traffic destination = divided.window().of(DESTINATION);
        assertThat(source.requests() + destination.requests()).isEqualTo(1000);
        assertThat(source.failures() + destination.failures()).isEqualTo(10 + divided.added());
        assertThat(divided.added()).isPositive();
        assertThat(destination.latency().count()).isZero();
    }

    @Test
    void shouldKeepRequestsThatReachedNoCluster() {
        MetricWindow recorded = new MetricWindow(Instant.EPOCH, Instant.EPOCH.plusSeconds(10), Map.of(), 7);

        assertThat(thinning(0).divide(recorded, 0.5).window().lost()).isEqualTo(7);
    }

    private static MetricWindow window(Traffic traffic) {
        return new MetricWindow(Instant.EPOCH, Instant.EPOCH.plusSeconds(10), Map.of(SOURCE, traffic), 0);
    }

    private static Thinning thinning(double failing) {
        return new Thinning(RandomSource.XO_SHI_RO_256_PP.create(5L), SOURCE, DESTINATION, failing);
    }
}
