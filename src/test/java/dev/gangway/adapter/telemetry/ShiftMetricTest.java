package dev.gangway.adapter.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShiftMetricTest {
    @Test
    void shouldNameLabelsInTheOrderOfMicrometer() {
        Exposition exposition = new Exposition();
        exposition.telemetry().turned(MeteredShifts.shift(MeteredShifts.AT_10_PERCENT));

        assertThat(exposition.text())
                .contains("gangway_shift_weight{cluster=\"eks1\",namespace=\"shop\",shift=\"cart-to-eks1\",} 0.1\n");
    }
}
