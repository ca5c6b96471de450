package dev.gangway.bench.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WilsonTest {
    /** 0 of 500 is [0.0, 0.8] %, 8 of 500 is [0.8, 3.1] %. */
    @ParameterizedTest
    @CsvSource({
        "0, 500, 0, 0.0076",
        "8, 500, 0.0081, 0.0313",
        "56, 500, 0.0873, 0.1427",
        "500, 500, 0.9924, 1",
        "1, 2, 0.0945, 0.9055"
    })
    void shouldHoldTheShare(int hits, int runs, double low, double high) {
        Wilson limits = Wilson.of(hits, runs);

        assertThat(limits.low()).isCloseTo(low, within(0.0001));
        assertThat(limits.high()).isCloseTo(high, within(0.0001));
    }
}
