package dev.gangway.domain.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.gangway.domain.analysis.Objectives.ErrorObjective;
import dev.gangway.domain.analysis.Objectives.LatencyObjective;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectivesTest {
    private static final ErrorObjective ERRORS = Objectives.DEFAULT.errors();
    private static final LatencyObjective RELATIVE = Objectives.DEFAULT.latency();
    private static final LatencyObjective AT_MOST_200 = new LatencyObjective(0.99, OptionalDouble.of(200), 1.5, 10);
    private static final OptionalDouble NO_SOURCE = OptionalDouble.empty();

    @ParameterizedTest
    @CsvSource({
        "0, 0.005", // 0 · 1.5 + 0.005
        "0.001, 0.0065", // 0.001 · 1.5 + 0.005
        "0.004, 0.01", // 0.011, but the maximum is less
        "0.01, 0.01", // a source that just keeps the maximum
        "0.02, 0.035", // a source that breaks it: 0.02 · 1.5 + 0.005
    })
    void shouldLimitErrorsByTheSourceAndTheMaximum(double source, double limit) {
        assertThat(ERRORS.limit(OptionalDouble.of(source))).isCloseTo(limit, within(1e-12));
    }

    @Test
    void shouldLimitErrorsByTheMaximumWithoutASource() {
        assertThat(ERRORS.limit(NO_SOURCE)).isEqualTo(0.01);
    }

    @ParameterizedTest
    @CsvSource({
        "20, 40", // 20 · 1.5 + 10
        "120, 190", // 120 · 1.5 + 10
        "150, 200", // 235, but the maximum is less
        "200, 200", // a source that just keeps the maximum
        "300, 460", // a source that breaks it: 300 · 1.5 + 10
    })
    void shouldLimitLatencyByTheSourceAndTheMaximum(double source, double limit) {
        assertThat(AT_MOST_200.limitMillis(OptionalDouble.of(source))).hasValue(limit);
    }

    @Test
    void shouldLimitLatencyByTheSourceAloneWithoutAMaximum() {
        assertThat(RELATIVE.limitMillis(OptionalDouble.of(1000))).hasValue(1510);
    }

    @Test
    void shouldLimitLatencyByTheMaximumAloneWithoutASource() {
        assertThat(AT_MOST_200.limitMillis(NO_SOURCE)).hasValue(200);
    }

    @Test
    void shouldNotLimitLatencyWithNeither() {
        assertThat(RELATIVE.limitMillis(NO_SOURCE)).isEmpty();
    }

    @Test
    void shouldSayItsDefaults() {
        assertThat(Objectives.DEFAULT)
                .isEqualTo(new Objectives(
                        new ErrorObjective(0.01, 1.5, 0.005),
                        new LatencyObjective(0.99, OptionalDouble.empty(), 1.5, 10),
                        50));
    }

    @ParameterizedTest
    @CsvSource({
        "-0.1, 1, 0, maximum error ratio -0.1 must be between 0 and 1",
        "1.1, 1, 0, maximum error ratio 1.1 must be between 0 and 1",
        "NaN, 1, 0, maximum error ratio NaN must be between 0 and 1",
        "0, 0.9, 0, error factor 0.9 must be at least 1",
        "0, NaN, 0, error factor NaN must be at least 1",
        "0, 1, -0.1, error margin -0.1 must be between 0 and 1",
        "0, 1, 1.1, error margin 1.1 must be between 0 and 1",
    })
    void shouldRefuseErrorLimitsThatMakeNoSense(double maximum, double factor, double margin, String complaint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ErrorObjective(maximum, factor, margin))
                .withMessage(complaint);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 1, 0, latency quantile 0.0 must be between 0 and 1",
        "1, 1, 1, 0, latency quantile 1.0 must be between 0 and 1",
        "0.99, 0, 1, 0, maximum latency 0.0 must be above 0 ms",
        "0.99, 1, 0.5, 0, latency factor 0.5 must be at least 1",
        "0.99, 1, 1, -1, latency allowance -1.0 must be at least 0 ms",
    })
    void shouldRefuseLatencyLimitsThatMakeNoSense(
            double quantile, double maximum, double factor, double allowance, String complaint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LatencyObjective(quantile, OptionalDouble.of(maximum), factor, allowance))
                .withMessage(complaint);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void shouldNeedOneRequestAtLeast(int minimum) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Objectives(ERRORS, RELATIVE, minimum))
                .withMessage("minimumRequests " + minimum + " is below 1");
    }
}
