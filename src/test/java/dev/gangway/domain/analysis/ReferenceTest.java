package dev.gangway.domain.analysis;

import static dev.gangway.domain.analysis.Samples.fast;
import static dev.gangway.domain.analysis.Samples.traffic;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** What the destination is held against. */
class ReferenceTest {

    @Test
    void shouldBeUnknownBelowTheMinimumOfRequests() {
        Reference few = new Reference(fast(49, 1), fast(49, 1), 50);

        assertThat(few.isKnown()).isFalse();
        assertThat(few.errorRatio()).isEmpty();
        assertThat(few.errorRatioAtMost()).isEmpty();
        assertThat(few.latencyMillis(0.99)).isEmpty();
        assertThat(few.latencyMillisAtMost(0.99)).isEmpty();
    }

    @Test
    void shouldBeKnownFromTheMinimumOfRequestsOn() {
        assertThat(new Reference(fast(50, 1), Traffic.NONE, 50).errorRatio()).hasValue(0.02);
    }

    @Test
    void shouldAllowForWhatTheRatioMayReallyBe() {
        // 0 of 91: the upper bound at 3 deviations is 9 / (91 + 9)
        assertThat(new Reference(fast(91, 0), fast(91, 0), 50)
                        .errorRatioAtMost()
                        .orElseThrow())
                .isCloseTo(0.09, within(1e-12));
    }

    @Test
    void shouldHoldToAllThatWasSeenWhileTheSameTimeDoesNotContradictIt() {
        // 1 of 100 is more than 0.1 %, but by chance may well be less
        Reference reference = new Reference(fast(10_000, 10), fast(100, 1), 50);

        assertThat(reference.errorRatio()).hasValue(0.001);
    }

    @Test
    void shouldTakeWhatWasSeenBesideWhenTheSourceHasSurelyBecomeWorse() {
        Reference reference = new Reference(fast(10_000, 30), fast(200, 20), 50);

        assertThat(reference.errorRatio()).hasValue(0.1);
        assertThat(reference.errorRatioAtMost().orElseThrow())
                .isCloseTo(new Proportion(20, 200).upperBound(3), within(1e-12));
    }

    @Test
    void shouldTakeWhatWasSeenBesideWhenTheSourceHasSurelyBecomeBetter() {
        assertThat(new Reference(fast(10_000, 1_000), fast(1_000, 2), 50).errorRatio())
                .hasValue(0.002);
        assertThat(new Reference(fast(10_000, 1_000), fast(20, 0), 50).errorRatio())
                .hasValue(0.1);
    }

    @Test
    void shouldTakeTheLatencyOfAllThatWasSeenWhenTheLatestWindowIsSmall() {
        Reference reference = new Reference(traffic(10_000, 0, 5_000), fast(999, 0), 50);

        assertThat(reference.latencyMillis(0.99).orElseThrow()).isGreaterThan(100);
    }

    @Test
    void shouldTakeTheLatencyOfALatestWindowThatIsLarge() {
        Reference reference = new Reference(traffic(10_000, 0, 5_000), fast(1_000, 0), 50);

        assertThat(reference.latencyMillis(0.99).orElseThrow()).isCloseTo(24.75, within(1e-9));
    }

    @Test
    void shouldAllowForAQuantileThatMayReallyLieHigher() {
        // 100 requests: 0.99 + 3 √(0.99·0.01/100) is above 1, so it is the slowest request's bucket's edge
        Reference few = new Reference(traffic(100, 0, 1), Traffic.NONE, 50);
        Reference many = new Reference(fast(1_000_000, 0), Traffic.NONE, 50);

        assertThat(few.latencyMillisAtMost(0.99).orElseThrow()).isCloseTo(250, within(1e-6));
        assertThat(few.latencyMillis(0.99).orElseThrow()).isLessThanOrEqualTo(25);
        assertThat(many.latencyMillisAtMost(0.99).orElseThrow()).isCloseTo(24.7575, within(0.001));
    }

    @Test
    void shouldKnowNoLatencyWhereEverythingFailed() {
        Reference broken = new Reference(fast(100, 60), Traffic.NONE, 50);

        assertThat(broken.isKnown()).isTrue();
        assertThat(broken.latencyMillis(0.99)).isEmpty();
    }
}
