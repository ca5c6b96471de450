package dev.gangway.adapter.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    @ParameterizedTest
    @CsvSource({
        "0,          0",
        "1,          1",
        "100,        100",
        "0.1,        0.1",
        "0.00012346, 0.00012346",
        "123456,     123456",
        "1e12,       1E+12",
        "1e-30,      1E-30",
    })
    void shouldWriteNoMoreDigitsThanANumberHas(double number, String written) {
        assertThat(Numbers.written(number)).hasToString(written);
        assertThat(Numbers.written((float) number)).hasToString(written);
    }

    @Test
    void shouldReadBackEveryNumberThatItWrites() {
        Random random = new Random(77_003);
        for (int i = 0; i < 10_000; i++) {
            double number = random.nextGaussian() * Math.pow(10, random.nextInt(60) - 40);

            assertThat(Numbers.written(number).doubleValue()).isEqualTo(number);
            assertThat(Numbers.written((float) number).floatValue()).isEqualTo((float) number);
        }
    }

    @Test
    void shouldLeaveOutTheZerosAtTheEndAndFindThemAgain() {
        List<BigDecimal> written = Numbers.written(Stream.of(0, 2, 0, 0).map(BigDecimal::valueOf));

        assertThat(written).containsExactly(BigDecimal.ZERO, BigDecimal.valueOf(2));
        assertThat(Numbers.read(3, written)).containsExactly(BigDecimal.ZERO, BigDecimal.valueOf(2), BigDecimal.ZERO);
        assertThat(Numbers.written(Stream.of(BigDecimal.ZERO))).isNull();
        assertThat(Numbers.read(1, null)).containsExactly(BigDecimal.ZERO);
    }

    @Test
    void shouldRefuseMoreNumbersThanAreKnown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Numbers.read(1, List.of(BigDecimal.ONE, BigDecimal.ONE)))
                .withMessage("1 numbers are known, not 2");
    }
}
