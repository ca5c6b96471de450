package dev.gangway.adapter.lease;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LeaseSettingsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void shouldNameTheSettingThatDoesNotGoWithTheOthers() {
        assertThatThrownBy(() -> settings(Duration.ofMillis(1500), SECOND, Duration.ofMillis(100)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("gangway.leadership.lease-duration is PT1.5S; give whole seconds, at least one");
        assertThatThrownBy(() -> settings(SECOND, SECOND, Duration.ofMillis(100)))
                .hasMessage("gangway.leadership.renew-deadline is PT1S; it must be above 0 and below lease-duration,"
                        + " which is PT1S");
        assertThatThrownBy(() -> settings(Duration.ofSeconds(2), SECOND, Duration.ZERO))
                .hasMessageStartingWith("gangway.leadership.retry-period is PT0S");
    }

    private static LeaseSettings settings(Duration duration, Duration deadline, Duration retry) {
        return new LeaseSettings("gangway-system", "gangway", "me", duration, deadline, retry);
    }
}
