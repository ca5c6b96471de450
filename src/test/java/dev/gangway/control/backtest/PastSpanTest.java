package dev.gangway.control.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.control.RefusedException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PastSpanTest {
    private static final Instant NOW = Instant.parse("2025-01-15T12:00:00Z");

    @Test
    void shouldBeTheLastDayUnlessSomethingIsSaid() {
        assertThat(PastSpan.of(Optional.empty(), Optional.empty(), NOW))
                .isEqualTo(new PastSpan(NOW.minusSeconds(86_400), NOW));
    }

    @ParameterizedTest
    @CsvSource({
        "24h, 0s, 2025-01-14T12:00:00Z, 2025-01-15T12:00:00Z",
        "1d12h30m5s, 2h, 2025-01-13T23:29:55Z, 2025-01-15T10:00:00Z",
        "2025-01-15T01:00:00+01:00, 2025-01-15T10:00:00Z, 2025-01-15T00:00:00Z, 2025-01-15T10:00:00Z",
    })
    void shouldReadInstantsAndTimesAgo(String from, String to, Instant begin, Instant end) {
        assertThat(PastSpan.of(Optional.of(from), Optional.of(to), NOW)).isEqualTo(new PastSpan(begin, end));
    }

    @Test
    void shouldBeginADayBeforeAnEndThatIsSaid() {
        assertThat(PastSpan.of(Optional.empty(), Optional.of("1d"), NOW).from())
                .isEqualTo(NOW.minusSeconds(2 * 86_400));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "24",
                "h",
                "-24h",
                "24 h",
                "1h1d",
                "yesterday",
                "2025-01-15",
                "99999999999h",
                "+1000000000-01-01T00:00:00Z"
            })
    void shouldRefuseWhatIsNoTime(String text) {
        assertThatThrownBy(() -> PastSpan.of(Optional.of(text), Optional.empty(), NOW))
                .isInstanceOfSatisfying(RefusedException.class, refused -> assertThat(refused.field())
                        .isEqualTo("from"));
    }

    @ParameterizedTest
    @CsvSource({"1h, 0s, from", "15d, 0s, from", "3h, 4h, from", "24h, 2025-01-15T12:00:01Z, to"})
    void shouldRefuseWhatIsTooShortOrTooLongOrNotPast(String from, String to, String field) {
        assertThatThrownBy(() -> PastSpan.of(Optional.of(from), Optional.of(to), NOW))
                .isInstanceOfSatisfying(RefusedException.class, refused -> assertThat(refused.field())
                        .isEqualTo(field));
    }
}
