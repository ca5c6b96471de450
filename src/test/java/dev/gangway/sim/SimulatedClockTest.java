package dev.gangway.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SimulatedClockTest {
    private final HandClock real = new HandClock();

    @Test
    void shouldStartAtTheRealTimeAndRunFaster() {
        Instant start = real.instant();
        SimulatedClock clock = new SimulatedClock(real, 10);
        assertThat(clock.instant()).isEqualTo(start);

        real.advance(Duration.ofSeconds(3));

        assertThat(clock.instant()).isEqualTo(start.plusSeconds(30));
    }

    @Test
    void shouldRefuseToStandStill() {
        assertThatThrownBy(() -> new SimulatedClock(real, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
