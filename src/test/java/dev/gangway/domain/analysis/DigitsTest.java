package dev.gangway.domain.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigitsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "0.0012436943, 0.001244",
        "199.74109, 199.7",
        "7619.2032, 7619",
        "151638.02, 151600",
        "0.999999, 1",
        "4.99857e-7, 4.999E-7",
        "1.23456789e12, 1.235E12",
        "1e-20, 0",
        "1e300, 1e300",
    })
    void shouldKeepFourDigits(double value, double kept) {
        assertThat(Digits.four(value)).isEqualTo(kept);
    }

    @Test
    void shouldKeepThreeDigitsOfOdds() {
        assertThat(Digits.three(1380.6)).isEqualTo(1380);
        assertThat(Digits.three(0.049687)).isEqualTo(0.0497);
    }

    @Test
    void shouldChangeNothingThatHasFourDigitsAlready() {
        Random random = new Random(77_004);
        for (int i = 0; i < 100_000; i++) {
            double kept = Digits.four(random.nextDouble() * Math.pow(10, random.nextInt(30) - 15));

            assertThat(Digits.four(kept)).isEqualTo(kept);
            assertThat((float) Digits.four((float) kept)).isEqualTo((float) kept);
            assertThat(Double.toString(kept)
                            .replaceFirst("E.*", "")
                            .replaceAll("^0\\.0*|\\.", "")
                            .replaceFirst("0+$", ""))
                    .hasSizeLessThanOrEqualTo(4);
        }
    }
}
