package dev.gangway.bench.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MannWhitneyTest {
    /** The normal quantiles of 0.975 and 0.99: confidence of 95 % and of 98 %. */
    private static final double QUANTILE_95 = 1.959963984540054;

    private static final double QUANTILE_98 = 2.3263478740408408;

    /** The samples of MannWhitneySuite.scala of spinnaker/kayenta@a69573b that R's wilcox.test was given too. */
    private static final String CONTROL =
            """
            1.5 6 5 2.5 2.5 2 2 3.5 3 3 3 2 3 8 4 2.5 3 2.5 2.5 2 2.5 2 2 2.5 3.5 3 1.5 5 2.5 5.5 2 2.5 3.5 2
            2.5 4 2 2 2 2 5.5 4.5 4 3 3 3.5 2.5 3 2.5 4 6 2 5 6 3.5 3 54.5 3 5 6 3.5 4.5 2.5 2 6 5 2.5 3.5 2 3
            2.5 3.5 3.5 2.5 3 4.5 3 15.5 5 2.5 3 4 3.5 4 4 2 4.5 2.5 4 3
            """;

    private static final String EXPERIMENT =
            """
            2.5 2.5 2 2.5 3.5 2 3.5 1.5 3 3 2.5 3.5 2 2.5 2 2 5 3 2 1.5 2 4 3 2.5 3 2 2 2 2.5 3.5 1.5 1.5 3.5 2
            2.5 2.5 3 3.5 2.5 6.5 2.5 4 2.5 3 2.5 6.5 2.5 3 1.5 2 2.5 3 7.5 1.5 2 4 2.5 2 2.5 3.5 4 2.5 3 2.5 2
            3.5 3 16.5 3 3 7 4.5 5 2 3.5 6 1.5 3 2.5 4 3 1.5 5 3 2.5 5.5 3 1.5 2.5 6
            """;

    @Test
    void shouldAgreeWithKayentasOwnSuite() {
        MannWhitney test = new MannWhitney(numbers(EXPERIMENT), numbers(CONTROL));

        assertThat(test.shiftAt(QUANTILE_95)).isCloseTo(-0.500002521696696, within(1e-6));
        assertThat(test.shiftAt(-QUANTILE_95)).isCloseTo(-3.486287505871302E-5, within(1e-6));
        assertThat(test.estimate()).isCloseTo(-0.4999393907180323, within(1e-4));
    }

    @Test
    void shouldEstimateByHowMuchAllIsShifted() {
        MannWhitney test = new MannWhitney(new double[] {11, 13, 12, 15, 14}, new double[] {1, 5, 2, 4, 3});

        assertThat(test.estimate()).isCloseTo(10, within(1e-4));
    }

    @Test
    void shouldGiveTheLeastDifferenceWhereSamplesAreTooFewForTheQuantile() {
        // Three against three give at most (4.5 - 0.5) / sqrt(9/12 * 7) = 1.7.
        MannWhitney test = new MannWhitney(new double[] {20, 21, 22}, new double[] {1, 2, 3});

        assertThat(test.shiftAt(QUANTILE_98)).isEqualTo(20 - 3);
        assertThat(test.shiftAt(-QUANTILE_98)).isEqualTo(22 - 1);
    }

    @Test
    void shouldCorrectForContinuity() {
        // Ten against ten: moved past 18 of the 100 differences (100 - 18 - 50 - 0.5) / 13.2 = 2.38 is above 2.33, past
        // 19
        // it is 2.31. So the 19th is the bound; without the correction of 0.5 it would be the 20th.
        double[] control = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
        double[] experiment = new double[10];
        Arrays.setAll(experiment, i -> 1000 + 10.1 * i);
        double[] differences = Arrays.stream(experiment)
                .flatMap(e -> Arrays.stream(control).map(c -> e - c))
                .sorted()
                .toArray();

        assertThat(new MannWhitney(experiment, control).shiftAt(QUANTILE_98))
                .isCloseTo(differences[19 - 1], within(1e-3));
    }

    @Test
    void shouldHaveNoIntervalWhereAllIsTied() {
        MannWhitney test = new MannWhitney(new double[] {1}, new double[] {0, 0});

        assertThatThrownBy(() -> test.shiftAt(QUANTILE_98)).isInstanceOf(ArithmeticException.class);
    }

    private static double[] numbers(String text) {
        return Arrays.stream(text.trim().split("\\s+"))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }
}
