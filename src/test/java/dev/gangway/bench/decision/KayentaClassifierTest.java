package dev.gangway.bench.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Cases of ClassifierSuite.scala of spinnaker/kayenta@a69573b, long samples rounded to two places, and what it leaves out. */
class KayentaClassifierTest {
    private static final double[] CONTROL = {
        11.15, 9.96, 7.07, 7.3, 9.79, 9.6, 6.19, 12.35, 10.37, 8.61, 9.91, 10.36, 14.21, 10.95, 10.22, 11.74, 10.91,
        12.82, 8.1, 8.5, 12.11, 13.27, 10.11, 6.95, 6.21, 10.16, 8.35, 8.38, 7, 10.76
    };
    private static final double[] ABOUT_THE_SAME = {
        9.78, 10.59, 7.84, 9.32, 8.38, 8.94, 8.27, 9.75, 11.62, 9.28, 8.15, 10.56, 13.5, 11.05,
        6.95, 12.52, 9.02, 4.92, 11.25, 11.6, 8.44, 11.11, 10.7, 8.92, 10.09, 11.42, 9.38, 7.8,
        10.62, 11.91
    };
    private static final double[] TWICE_AS_HIGH = {
        20.88, 21.79, 19.71, 15.86, 19.51, 19.39, 22.93, 17.16, 18.66, 23.42, 24.06, 22.63, 21.98, 21.66, 20.07, 22.12,
        16.44, 21.56, 21, 17.78, 17.81, 18.54, 20.56, 19.55, 21.77, 21.81, 20.96, 20.98, 19.11, 16.98
    };

    @Test
    void shouldPassWhatIsAboutTheSame() {
        assertThat(classify(CONTROL, ABOUT_THE_SAME)).isEqualTo(KayentaLabel.PASS);
    }

    @Test
    void shouldCallHighWhatIsHigherThanChanceAndTheTolerance() {
        assertThat(classify(CONTROL, TWICE_AS_HIGH)).isEqualTo(KayentaLabel.HIGH);
    }

    @Test
    void shouldPassWhatIsLower() {
        assertThat(classify(TWICE_AS_HIGH, CONTROL)).isEqualTo(KayentaLabel.PASS);
    }

    @Test
    void shouldCallHighWithFiveSamplesOnEachSide() {
        assertThat(classify(of(1, 2.2, 1.1, 2.5, 3), of(20, 22, 21, 25, 30))).isEqualTo(KayentaLabel.HIGH);
    }

    @Test
    void shouldPassEqualSamplesInAnyOrder() {
        assertThat(classify(of(5, 4, 3, 2, 1), of(1, 2, 3, 4, 5))).isEqualTo(KayentaLabel.PASS);
    }

    @Test
    void shouldPassOneValueOnBothSides() {
        assertThat(classify(of(1, 1), of(1, 1, 1))).isEqualTo(KayentaLabel.PASS);
    }

    @Test
    void shouldCallHighWhatIsHigherWithoutAnyVariation() {
        assertThat(classify(of(1, 1, 1, 1, 1), of(10, 10, 10, 10, 10))).isEqualTo(KayentaLabel.HIGH);
        assertThat(classify(of(0, 0, 0, 0, 0), of(10, 10, 10, 10, 10))).isEqualTo(KayentaLabel.HIGH);
    }

    @Test
    void shouldPassOneOutlierAmongTies() {
        assertThat(classify(of(1, 1, 1, 1, 1), of(1, 1, 1, 1, 10))).isEqualTo(KayentaLabel.PASS);
    }

    @Test
    void shouldNotAskForTheSizeOfAnEffectWhereOneMeanIsZero() {
        assertThat(classify(of(0, 0, 0, 0, 0), of(54.9, 54.5, 55.1, 55.6, 57.4)))
                .isEqualTo(KayentaLabel.HIGH);
    }

    @Test
    void shouldPassHigherRanksWithALowerMean() {
        assertThat(classify(of(1, 2, 3, 4, 5, 6, 7, 8, 9, 1000), of(11, 12, 13, 14, 15, 16, 17, 18, 19, 20)))
                .isEqualTo(KayentaLabel.PASS);
    }

    @Test
    void shouldHaveNoDataWithoutSamplesOfOneSide() {
        assertThat(classify(of(1, 2, 3), of())).isEqualTo(KayentaLabel.NODATA);
        assertThat(classify(of(), of(1, 2, 3))).isEqualTo(KayentaLabel.NODATA);
    }

    @Test
    void shouldFailToClassifyOneSampleBesideZeros() {
        assertThat(classify(of(0, 0, 0), of(1))).isEqualTo(KayentaLabel.ERROR);
    }

    private static KayentaLabel classify(double[] control, double[] experiment) {
        return new KayentaClassifier(new Random(1)).classify(control, experiment);
    }

    private static double[] of(double... samples) {
        return samples;
    }
}
