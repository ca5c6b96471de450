package dev.gangway.bench.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SlownessTest {
    private static final int UP_TO_50 = Buckets.of(50);
    private static final int UP_TO_250 = Buckets.of(250);

    private final Slowness slowness = new Slowness(Latency.USUAL);

    @Test
    void shouldBeAsUsual() {
        // Median 30 ms, spread 0.7: P(> 50) = 1 - Phi(0.7297) = 0.2328; P(> 250) = 1 - Phi(3.0290) = 0.00123.
        assertThat(slowness.over(UP_TO_50)).isCloseTo(0.2328, within(1e-4));
        assertThat(slowness.over(UP_TO_250)).isCloseTo(0.00123, within(1e-5));
        assertThat(Arrays.stream(slowness.buckets(new double[Buckets.COUNT])).sum())
                .isCloseTo(1, within(1e-12));
    }

    @Test
    void shouldTakeSoManyTimesLonger() {
        slowness.slow(1, 3, 0);

        // Median 90 ms: P(> 250) = 1 - Phi(ln(250/90)/0.7) = 1 - Phi(1.4595) = 0.0722.
        assertThat(slowness.over(UP_TO_250)).isCloseTo(0.0722, within(1e-4));
    }

    @Test
    void shouldTakeSoMuchLongerForSome() {
        slowness.slow(0.03, 1, 800);

        assertThat(slowness.over(UP_TO_250)).isCloseTo(0.03 + 0.97 * 0.00123, within(1e-5));
        // None of these is back within 800 ms: the part of 500 to 1000 ms is P(<= 200) = Phi(2.7102) = 0.9966 of them.
        assertThat(slowness.buckets(new double[Buckets.COUNT])[Buckets.of(1000)])
                .isCloseTo(0.03 * 0.9966, within(1e-4));
    }

    @Test
    void shouldTakeOneAfterTheOther() {
        slowness.slow(1, 1, 100);
        slowness.slow(0.5, 2, 0);

        // All wait 100 ms; then half of them take twice as long, their 100 ms included.
        assertThat(slowness.over(Buckets.of(100))).isCloseTo(1, within(1e-9));
        // P(L + 100 > 250) = 1 - Phi(ln(150/30)/0.7) = 0.01075; P(2 L + 200 > 250) = P(L > 25) = 0.6027.
        assertThat(slowness.over(UP_TO_250)).isCloseTo((0.01075 + 0.6027) / 2, within(1e-4));
    }

    @Test
    void shouldHaveTwoModes() {
        Slowness two = new Slowness(new Latency(Latency.Mode.of(3, 0.5), 0.2, Latency.Mode.of(800, 0.3)));

        assertThat(two.over(UP_TO_250)).isCloseTo(0.2, within(1e-3));
        assertThat(two.over(Buckets.of(5))).isCloseTo(0.2 + 0.8 * 0.1535, within(1e-3));
    }

    @Test
    void shouldBeginAnew() {
        slowness.slow(0.5, 4, 10);
        slowness.begin();

        assertThat(slowness.over(UP_TO_50)).isCloseTo(0.2328, within(1e-4));
    }
}
