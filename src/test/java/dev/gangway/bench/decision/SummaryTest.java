package dev.gangway.bench.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {
    @Test
    void shouldCompareGeometricMeansAndTheWorst() {
        String summary = Summary.of(List.of(
                bad("B1", "gangway", 0.2, 1),
                bad("B1", "one", 8, 1),
                bad("B1", "two", 4, 1),
                bad("B2", "gangway", 6, 0.98),
                bad("B2", "one", 3, 1),
                bad("B2", "two", 600, 1),
                healthy("H1", 0.002, 190),
                healthy("H2", 0, 500)));

        // Against one: 8/1 (0.2 counts as 1) and 3/6, together sqrt(8 * 0.5) = 2; against two: sqrt(4 * 100) = 20.
        assertThat(summary.lines())
                .containsExactly(
                        "exposure of one / gangway, geometric mean: 2.00",
                        "exposure of two / gangway, geometric mean: 20",
                        "exposure of the best of them, scenario by scenario / gangway, geometric mean: 1.41",
                        "worst exposure of gangway / the best of them: 2.00 in B2",
                        "least of gangway's bad shifts rolled back: 98.0 % in B2",
                        "most of gangway's healthy shifts rolled back: 0.2 % [0.0, 1.0] in H1",
                        "slowest of gangway's healthy shifts: 500 s in H2");
    }

    @Test
    void shouldSayNothingOfWhatDidNotTakePart() {
        assertThat(Summary.of(List.of(bad("B1", "one", 8, 1)))).isEmpty();
        assertThat(Summary.of(List.of(bad("B1", "gangway", 8, 1))).lines())
                .containsExactly("least of gangway's bad shifts rolled back: 100.0 % in B1");
    }

    private static Cell bad(String scenario, String policy, double exposure, double rate) {
        return new Cell(scenario, policy, false, 500, rate, rate, 1, 0, exposure, exposure, 20.0, null);
    }

    private static Cell healthy(String scenario, double rate, double seconds) {
        return new Cell(scenario, "gangway", true, 500, rate, 0, 0.01, 1 - rate, 0, 0, null, seconds);
    }
}
