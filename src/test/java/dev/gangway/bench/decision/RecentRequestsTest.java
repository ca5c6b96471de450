package dev.gangway.bench.decision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentRequestsTest {
    private final RecentRequests recent = new RecentRequests(20);

    @Test
    void shouldForgetWhatIsOlderThanTheWindow() {
        recent.add(HandMadeShift.failing(50));
        recent.add(HandMadeShift.failing(10));
        recent.add(HandMadeShift.good());

        assertThat(recent.over(10).failurePercent()).isEqualTo(5);
        assertThat(recent.over(20).failurePercent()).isEqualTo(20);
    }

    @Test
    void shouldCountHowLongFailedRequestsTookToo() {
        recent.add(HandMadeShift.failing(100));

        assertThat(recent.over(20).slowestHundredthMilliseconds()).isBetween(25.0, 50.0);
    }

    @Test
    void shouldTellAGapFromNoRequests() {
        recent.add(null);
        assertThat(recent.over(20).seen()).isFalse();

        recent.add(HandMadeShift.none());
        assertThat(recent.over(20).seen()).isTrue();
        assertThat(recent.over(20).successPercent()).isNaN();
    }

    @Test
    void shouldReadWhatIsLeftBesideAGap() {
        recent.add(HandMadeShift.failing(10));
        recent.add(null);

        assertThat(recent.over(10).failurePercent()).isEqualTo(10);
    }
}
