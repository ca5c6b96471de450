package dev.gangway.adapter.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Reason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventReasonTest {
    @ParameterizedTest
    @CsvSource({
        "PENDING,      PREPARING,    0,   0,   Preparing,     false",
        "ROLLED_BACK,  PREPARING,    0,   0,   Retried,       false",
        "PREPARING,    PREVIEWING,   0,   0,   Previewing,    false",
        "SHIFTING,     SHIFTING,     10,  50,  WeightRaised,  false",
        "SHIFTING,     SHIFTING,     50,  10,  WeightLowered, true",
        "PAUSED,       SHIFTING,     50,  50,  Resumed,       false",
        "PAUSED,       BAKING,       900, 900, Resumed,       false",
        "SHIFTING,     BAKING,       900, 900, Watching,      false",
        "BAKING,       BAKING,       900, 1000, WeightRaised, false",
        "SHIFTING,     PAUSED,       50,  50,  Paused,        true",
        "BAKING,       ROLLING_BACK, 900, 0,   RollingBack,   true",
        "ROLLING_BACK, ROLLED_BACK,  0,   0,   RolledBack,    true",
        "BAKING,       SUCCEEDED,    1000, 1000, Succeeded,   false",
        "SUCCEEDED,    RESTORING,    1000, 1000, Restoring,   false",
        "RESTORING,    RELEASED,     1000, 1000, Released,    false",
        "PENDING,      OBSERVING,    0,   0,   Observing,     false",
    })
    void shouldSayInOneWordWhatHasHappened(
            Phase.Kind from, Phase.Kind to, int before, int after, String reason, boolean warning) {
        EventReason said =
                EventReason.of(ShiftEvents.weights(from, to, before, after, Reason.Cause.TIME, "for a test"));

        assertThat(said.title()).isEqualTo(reason);
        assertThat(said.isWarning()).isEqualTo(warning);
    }
}
