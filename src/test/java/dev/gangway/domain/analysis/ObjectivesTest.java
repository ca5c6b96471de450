package dev.gangway.domain.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.gangway.domain.analysis.Objectives.ErrorObjective;
import dev.gangway.domain.analysis.Objectives.LatencyObjective;
import dev.gangway.domain.analysis.Objectives.Pace;
import dev.gangway.domain.analysis.Objectives.RiskLimits;
import java.time.Duration;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectivesTest {
    private static final ErrorObjective AT_MOST_1_PER_CENT = new ErrorObjective(OptionalDouble.of(0.01), 1.5, 0.005);
    private static final LatencyObjective AT_MOST_200 = new LatencyObjective(0.99, OptionalDouble.of(200), 1.5, 10);

    @ParameterizedTest
    @CsvSource({
        "0, 0.005", // 0 · 1.5 + 0.005
        "0.001, 0.0065", // 0.001 · 1.5 + 0.005
        "0.004, 0.01", // 0.011, but the maximum is less
        "0.01, 0.01", // a source that just keeps the maximum
        "0.02, 0.035", // a source that breaks it: 0.02 · 1.5 + 0.005
    })
    void shouldLimitErrorsByTheSourceAndByTheMaximumWhereTheSourceKeepsIt(double source, double limit) {
        assertThat(AT_MOST_1_PER_CENT.limit(source)).isCloseTo(limit, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({
        "20, 40", // 20 · 1.5 + 10
        "120, 190", // 120 · 1.5 + 10
        "150, 200", // 235, but the maximum is less
        "200, 200", // a source that just keeps the maximum
        "300, 460", // a source that breaks it: 300 · 1.5 + 10
    })
    void shouldLimitLatencyByTheSourceAndByTheMaximumWhereTheSourceKeepsIt(double source, double limit) {
        assertThat(AT_MOST_200.limitMillis(source)).isEqualTo(limit);
    }

    @Test
    void shouldLimitBothByTheSourceAloneWithoutAMaximum() {
        assertThat(Objectives.DEFAULT.errors().limit(0.5)).isCloseTo(0.6001, within(1e-12));
        assertThat(Objectives.DEFAULT.latency().limitMillis(1000)).isCloseTo(1110, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"160, 100", "10, 0", "0, 0"})
    void shouldHoldALatencyAgainstALowerOneAtTheSource(double destination, double source) {
        assertThat(AT_MOST_200.atSource(destination)).isEqualTo(source); // (160 - 10)/1.5
    }

    @Test
    void shouldAskForOddsOfOneOverTheFalseRollbacks() {
        assertThat(risk(0.001, 1, 1, 0).oddsOfHarm()).isEqualTo(1000);
        assertThat(risk(0.1, 1, 1, 0).oddsOfHarm()).isEqualTo(10);
    }

    @Test
    void shouldSayItsDefaults() {
        assertThat(Objectives.DEFAULT)
                .isEqualTo(new Objectives(
                        new ErrorObjective(OptionalDouble.empty(), 1.2, 0.0001),
                        new LatencyObjective(0.99, OptionalDouble.empty(), 1.1, 10),
                        new RiskLimits(0.001, 20, 5, Duration.ofMinutes(2), Pace.EVIDENCE),
                        FailureCriteria.DEFAULT));
    }

    @ParameterizedTest
    @CsvSource({
        "-0.1, 1, 0, maximum error ratio -0.1 must be between 0 and 1",
        "1.1, 1, 0, maximum error ratio 1.1 must be between 0 and 1",
        "NaN, 1, 0, maximum error ratio NaN must be between 0 and 1",
        "0, 0.9, 0, error factor 0.9 must be at least 1",
        "0, NaN, 0, error factor NaN must be at least 1",
        "0, Infinity, 0, error factor Infinity must be at least 1",
        "0, 1, -0.1, error margin -0.1 must be between 0 and 1",
        "0, 1, 1.1, error margin 1.1 must be between 0 and 1",
    })
    void shouldRefuseErrorLimitsThatMakeNoSense(double maximum, double factor, double margin, String complaint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ErrorObjective(OptionalDouble.of(maximum), factor, margin))
                .withMessage(complaint);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 1, 0, latency quantile 0.0 must be between 0 and 1",
        "1, 1, 1, 0, latency quantile 1.0 must be between 0 and 1",
        "0.99, 0, 1, 0, maximum latency 0.0 must be above 0 ms",
        "0.99, Infinity, 1, 0, maximum latency Infinity must be above 0 ms",
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
    @CsvSource({
        "0, 20, 5, 120, false rollback rate 0.0 must be above 0 and at most 0.1",
        "0.11, 20, 5, 120, false rollback rate 0.11 must be above 0 and at most 0.1",
        "NaN, 20, 5, 120, false rollback rate NaN must be above 0 and at most 0.1",
        "0.001, 0, 5, 120, exposure budget 0.0 must be above 0 requests",
        "0.001, 20, 0, 120, minimum of requests 0.0 must be at least 1",
        "0.001, 20, 5, -1, maximum soak in seconds -1.0 must be between 0 s and 7 days",
        "0.001, 20, 5, 604801, maximum soak in seconds 604801.0 must be between 0 s and 7 days",
    })
    void shouldRefuseRiskLimitsThatMakeNoSense(
            double falseRollbacks, double budget, int requests, int soak, String complaint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> risk(falseRollbacks, budget, requests, soak))
                .withMessage(complaint);
    }

    private static RiskLimits risk(double falseRollbacks, double budget, int requests, int soak) {
        return new RiskLimits(falseRollbacks, budget, requests, Duration.ofSeconds(soak), Pace.EVIDENCE);
    }
}
