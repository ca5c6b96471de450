package dev.gangway.bench.decision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MeasuredTest {
    @Test
    void shouldInterpolateInsideTheBucketOfTheQuantile() {
        // The 99th of 100 requests is the first of two that took 250 to 500 ms: half the way through that bucket.
        long[] durations = new long[Buckets.COUNT];
        durations[Buckets.of(30)] = 98;
        durations[Buckets.of(300)] = 2;

        assertThat(new Measured(true, 100, 0, durations).slowestHundredthMilliseconds())
                .isEqualTo(250 + 250 * 0.5);
    }

    @Test
    void shouldBeginTheFirstBucketAtZero() {
        long[] durations = new long[Buckets.COUNT];
        durations[0] = 100;

        assertThat(new Measured(true, 100, 0, durations).slowestHundredthMilliseconds())
                .isEqualTo(0.5 * 0.99);
    }

    @Test
    void shouldGoNoFurtherThanTheLastFiniteEdge() {
        long[] durations = new long[Buckets.COUNT];
        durations[Buckets.COUNT - 1] = 100;

        assertThat(new Measured(true, 100, 0, durations).slowestHundredthMilliseconds())
                .isEqualTo(3_600_000);
    }

    @Test
    void shouldHaveNoNumbersWithoutRequests() {
        Measured nothing = new Measured(true, 0, 0, new long[Buckets.COUNT]);

        assertThat(nothing.successPercent()).isNaN();
        assertThat(nothing.failurePercent()).isNaN();
        assertThat(nothing.slowestHundredthMilliseconds()).isNaN();
    }

    @Test
    void shouldGiveWhatFailedAndWhatDidNot() {
        Measured measured = new Measured(true, 200, 2, new long[Buckets.COUNT]);

        assertThat(measured.successPercent()).isEqualTo(99);
        assertThat(measured.failurePercent()).isEqualTo(1);
    }
}
