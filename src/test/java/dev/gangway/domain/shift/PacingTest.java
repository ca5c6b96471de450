package dev.gangway.domain.shift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacingTest {
    private static final Duration FINE = Duration.ofSeconds(1);

    @Test
    void shouldTakeSecondsByDefault() {
        assertThat(Pacing.DEFAULT)
                .isEqualTo(new Pacing(
                        Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofMinutes(30)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT0.001S", "P7D"})
    void shouldTakeFromNoTimeToAWeek(Duration duration) {
        assertThat(new Pacing(duration, duration, duration, duration).watch()).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-0.001S", "P7DT0.001S"})
    void shouldRefuseLessAndMoreAndNameIt(Duration wrong) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Pacing(wrong, FINE, FINE, FINE))
                .withMessage("propagation " + wrong + " must be between 0 s and 7 days");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Pacing(FINE, wrong, FINE, FINE))
                .withMessageStartingWith("soak ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Pacing(FINE, FINE, wrong, FINE))
                .withMessageStartingWith("bake ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Pacing(FINE, FINE, FINE, wrong))
                .withMessageStartingWith("watch ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pacing.DEFAULT.withMetricsBudget(wrong))
                .withMessageStartingWith("metrics budget ");
    }
}
