package dev.gangway.bench.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BrentRootTest {
    private static final double TOLERANCE = 1e-4;

    @Test
    void shouldFindTheZeroOfASmoothFunction() {
        assertThat(BrentRoot.find(x -> 2 - x * x * x, 0, 5)).isCloseTo(Math.cbrt(2), within(TOLERANCE));
    }

    @Test
    void shouldFindWhereAFunctionJumpsThroughZero() {
        assertThat(BrentRoot.find(x -> x < 0.3 ? 1 : -2, -1, 7)).isCloseTo(0.3, within(TOLERANCE));
    }

    @Test
    void shouldTakeAnEndThatIsZero() {
        assertThat(BrentRoot.find(x -> x, 0, 3)).isZero();
        assertThat(BrentRoot.find(x -> 3 - x, 0, 3)).isEqualTo(3);
    }
}
