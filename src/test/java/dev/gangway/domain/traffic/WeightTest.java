package dev.gangway.domain.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeightTest {

    @ParameterizedTest
    @ValueSource(ints = {-1, 1001, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void shouldBeBetweenNoneAndAll(int permille) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Weight(permille))
                .withMessage("weight " + permille + " per mille is not between 0 and 1000");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.1, 1", "1, 10", "5.0, 50", "12.5, 125", "99.90, 999", "1E+2, 1000"})
    void shouldBeMadeOfPerCents(BigDecimal percent, int permille) {
        assertThat(Weight.percent(percent)).isEqualTo(new Weight(permille));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.1", "100.1"})
    void shouldRefusePerCentsOutOfRange(BigDecimal percent) {
        assertThatIllegalArgumentException().isThrownBy(() -> Weight.percent(percent));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.05", "33.333", "1E+12", "1E-12", "1E+999999999"})
    void shouldRefusePerCentsThatItCannotHold(BigDecimal percent) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Weight.percent(percent))
                .withMessage("weight " + percent + " % is not between 0 and 100 in steps of 0.1");
    }

    @ParameterizedTest
    @CsvSource({"0, 0 %", "1, 0.1 %", "10, 1 %", "125, 12.5 %", "100, 10 %", "1000, 100 %"})
    void shouldReadAsPerCentsWithoutTrailingZeros(int permille, String words) {
        assertThat(new Weight(permille)).hasToString(words);
    }

    @Test
    void shouldComeBackFromPerCentsExactly() {
        assertThat(IntStream.rangeClosed(0, 1000).mapToObj(Weight::new))
                .allSatisfy(
                        weight -> assertThat(Weight.percent(weight.percent())).isEqualTo(weight));
    }

    @Test
    void shouldSumToAllWithTheRest() {
        assertThat(IntStream.rangeClosed(0, 1000).mapToObj(Weight::new))
                .allSatisfy(weight ->
                        assertThat(weight.permille() + weight.rest().permille()).isEqualTo(1000));
    }

    @Test
    void shouldOrderBySize() {
        assertThat(new Weight(99)).isLessThan(new Weight(100)).isEqualByComparingTo(new Weight(99));
        assertThat(Weight.ALL).isGreaterThan(Weight.NONE);
    }
}
