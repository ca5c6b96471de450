package dev.gangway.adapter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GridTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        // wanted, usual, wide, span, step, windows
        "PT10S, PT5S, PT5S, PT1H, PT10S, 360",
        "PT10S, PT15S, PT15S, PT1H, PT15S, 240",
        "PT10S, PT15.003S, PT15.4S, PT1H, PT15S, 240",
        "PT20S, PT15S, PT15S, PT1H, PT30S, 120",
        "PT10S, PT10S, PT20S, PT1H, PT20S, 180",
        "PT1M, PT15S, PT15S, PT24H, PT1M, 1440",
        "PT10S, PT15S, PT15S, PT24H, PT1M, 1440",
        "PT10S, PT1M, PT1M, PT24H, PT1M, 1440",
        "PT10S, PT30S, PT30S, PT168H, PT7M, 1439",
        "PT1S, PT0.5S, PT0.5S, PT10S, PT1S, 10",
        "PT10S, PT0.03S, PT0.03S, PT1M, PT10S, 6",
        "PT1M, PT15S, PT15S, PT59S, PT1M, 0",
        "PT0.001S, PT5S, PT5S, PT4S, PT5S, 0"
    })
    void shouldHaveWindowsOfWholeScrapesAndNotTooMany(
            Duration wanted, Duration usual, Duration wide, Duration span, Duration step, int windows) {
        Grid grid = Grid.between(NOON, NOON.plus(span), wanted, new ScrapeSpacing(usual, wide));

        assertThat(grid.step()).isEqualTo(step);
        assertThat(grid.windows()).isEqualTo(windows);
    }

    @Test
    void shouldHaveInstantsThatAreMultiplesOfTheStep() {
        ScrapeSpacing scrapes = new ScrapeSpacing(Duration.ofSeconds(15), Duration.ofSeconds(15));
        Grid grid = Grid.between(NOON.plusMillis(1), NOON.plusSeconds(299), Duration.ofMinutes(1), scrapes);

        assertThat(grid.instant(0)).isEqualTo(NOON.plusSeconds(60));
        assertThat(grid.windows()).isEqualTo(3);
        assertThat(grid.instant(3)).isEqualTo(NOON.plusSeconds(240));
        assertThat(grid.number(grid.millis(2))).hasValue(2);
        assertThat(grid.number(grid.millis(0) - 60_000)).isEmpty();
        assertThat(grid.number(grid.millis(3) + 60_000)).isEmpty();
        assertThat(grid.number(grid.millis(1) + 1)).isEmpty();
    }

    @Test
    void shouldTakeASampleForFreshUntilTheNextScrapeIsMissing() {
        assertThat(Grid.fresh(new ScrapeSpacing(Duration.ofSeconds(10), Duration.ofSeconds(15))))
                .isEqualTo(Duration.ofMillis(16_500));
    }
}
