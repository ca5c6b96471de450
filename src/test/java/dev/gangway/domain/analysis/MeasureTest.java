package dev.gangway.domain.analysis;

import static dev.gangway.domain.analysis.Samples.traffic;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gangway.domain.analysis.Objectives.LatencyObjective;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasureTest {

    @ParameterizedTest
    @CsvSource({
        "ERRORS, 0.001, 0.0013", // 0.001 · 1.2 + 0.0001
        "SLOW, 0.04, 0.07", // 0.04 · 1.5 + 0.01
        "SLOWEST, 0.008, 0.021", // 0.008 · 2 + 0.005
        "TOO_SLOW, 0.008, 0.01", // p99: 1 % is agreed
        "TOO_SLOW, 0.01, 0.01",
        "TOO_SLOW, 0.02, 0.045", // the source breaks it: 0.02 · 2 + 0.005
        "ERRORS, 0.8, 0.9", // all may always be bad
        "SLOW, 0.7, 0.9",
    })
    void shouldLimitTheShareOfBadRequestsByTheSources(Measure measure, double source, double limit) {
        assertThat(measure.limit(source, Objectives.DEFAULT)).isCloseTo(limit, within(1e-12));
    }

    @Test
    void shouldLimitTooSlowOnesByTheObjectivesQuantile() {
        Objectives median = new Objectives(
                Objectives.DEFAULT.errors(),
                new LatencyObjective(0.5, OptionalDouble.of(200), 1, 0),
                Objectives.DEFAULT.risk(),
                FailureCriteria.DEFAULT);

        assertThat(Measure.TOO_SLOW.limit(0.4, median)).isEqualTo(0.5);
    }

    @Test
    void shouldCountFailuresOrSlowOnes() {
        Traffic traffic = traffic(1000, 100, 50);
        Yardstick yardstick = new Yardstick(100, 50, 100, 0);

        assertThat(Measure.ERRORS.atDestination(traffic, Yardstick.NONE)).isEqualTo(new Tally(100, 1000));
        assertThat(Measure.ERRORS.atSource(traffic, Yardstick.NONE)).isEqualTo(new Tally(100, 1000));
        assertThat(Measure.SLOW.atDestination(traffic, yardstick)).isEqualTo(new Tally(50, 900));
        assertThat(Measure.SLOW.atSource(traffic, yardstick)).isEqualTo(new Tally(50, 900));
        assertThat(Measure.values())
                .filteredOn(Measure::isLatency)
                .doesNotContain(Measure.ERRORS)
                .hasSize(4);
    }
}
