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
        "0.0012436943, 0.0012437",
        "199.74109, 199.74",
        "7619.2032, 7619.2",
        "151638.02, 151640",
        "0.999999, 1",
        "4.99857e-7, 4.9986E-7",
        "1.23456789e12, 1.2346E12",
        "1e-19, 0",
        "1e300, 1e300",
    })
    void shouldKeepFiveDigits(double value, double kept) {
        assertThat(Digits.five(value)).isEqualTo(kept);
    }

    @Test
    void shouldChangeNothingThatHasFiveDigitsAlready() {
        Random random = new Random(77_004);
        for (int i = 0; i < 100_000; i++) {
            double kept = Digits.five(random.nextDouble() * Math.pow(10, random.nextInt(30) - 15));

            assertThat(Digits.five(kept)).isEqualTo(kept);
            assertThat((float) Digits.five((float) kept)).isEqualTo((float) kept);
            assertThat(Double.toString(kept)
                            .replaceFirst("E.*", "")
                            .replaceAll("^0\\.0*|\\.", "")
                            .replaceFirst("0+$", ""))
                    .hasSizeLessThanOrEqualTo(5);
        }
    }
}
