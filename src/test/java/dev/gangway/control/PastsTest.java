package dev.gangway.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.domain.analysis.Counting;
import dev.gangway.domain.analysis.History;
import dev.gangway.domain.analysis.Reading.Problem;
import dev.gangway.domain.analysis.Samples;
import dev.gangway.domain.analysis.Signal;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.fake.HeldHistory;
import dev.gangway.fake.HeldHistory.Call;
import dev.gangway.fake.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How the past of a source is read: how much of it, how often, and for how many at a time. */
class PastsTest {
    private static final Instant NOW = Instant.parse("2025-01-15T10:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final ShiftPlan PLAN = LoopBench.PLAN;
    private static final History BUSY = new History.Recorded(Samples.CALM_HOUR);
    private static final History QUIET = new History.Recorded(Samples.past(360, n -> Samples.fast(5, 0)));
    private static final History FAILED = new History.Unavailable(Problem.FAILED, "prometheus of k8s2 refused");

    private final MutableClock clock = new MutableClock(NOW);
    private final HeldHistory history = new HeldHistory();
    private final Pasts pasts = new Pasts(history, clock);

    @Test
    void shouldReadTheLastHourBesideTheRoundThatAsksForIt() {
        assertThat(pasts.of(PLAN, PLAN.counting())).isEmpty();
        assertThat(history.calls())
                .containsExactly(new Call(PLAN.service(), NOW.minus(HOUR), NOW, Duration.ofSeconds(10)));

        history.answer(0, BUSY);
        assertThat(pasts.of(PLAN, PLAN.counting())).contains(Past.of(PLAN, BUSY));
    }

    @Test
    void shouldReadTheLastDayOfAServiceThatIsTooQuietToBeKnownByAnHour() {
        assertThat(pasts.of(PLAN, PLAN.counting())).isEmpty();
        history.answer(0, QUIET);
        assertThat(pasts.of(PLAN, PLAN.counting())).isEmpty();
        assertThat(history.calls())
                .last()
                .isEqualTo(new Call(PLAN.service(), NOW.minus(DAY), NOW, Duration.ofSeconds(60)));

        history.answer(1, QUIET);
        assertThat(pasts.of(PLAN, PLAN.counting())).contains(Past.of(PLAN, QUIET));
    }

    @Test
    void shouldNotTakeWhatWasReadOfAnotherSignal() {
        Counting received =
                new Counting(Signal.REQUESTS_RECEIVED, PLAN.counting().failures());
        assertThat(pasts.of(PLAN, received)).isEmpty();
        assertThat(pasts.of(PLAN, PLAN.counting())).isEmpty();

        history.answer(0, BUSY);
        assertThat(pasts.of(PLAN, PLAN.counting())).isEmpty();

        history.answer(1, BUSY);
        assertThat(pasts.of(PLAN, PLAN.counting())).contains(Past.of(PLAN, BUSY));
    }

    @Test
    void shouldNotAskAgainWhileTheAnswerIsAwaited() {
        for (int i = 0; i < 20; i++) {
            assertThat(pasts.of(PLAN, PLAN.counting())).isEmpty();
            clock.advance(HOUR);
        }

        assertThat(history.calls()).hasSize(1);
    }

    @Test
    void shouldReadEightAtATimeAndTheNextAsSoonAsOneIsThere() {
        List<ShiftPlan> plans = IntStream.range(0, 10)
                .mapToObj(n -> LoopBench.plan("shift-" + n, "service-" + n))
                .toList();
        plans.forEach(plan -> pasts.of(plan, plan.counting()));
        assertThat(history.calls()).hasSize(8);

        history.answer(3, BUSY);
        plans.forEach(plan -> pasts.of(plan, plan.counting()));
        assertThat(history.calls()).hasSize(9);

        history.answer(5, FAILED);
        history.answer(6, QUIET);
        plans.forEach(plan -> pasts.of(plan, plan.counting()));
        assertThat(history.calls())
                .as("the day of the quiet one counts as well")
                .hasSize(11);
        assertThat(history.calls().stream().map(Call::service).distinct()).hasSize(10);
    }

    @Test
    void shouldReadAgainAfterHalfAMinuteAndGiveTheLastAnswerMeanwhile() {
        assertThat(pasts.of(PLAN, PLAN.counting())).isEmpty();
        history.answer(0, FAILED);
        clock.advance(Duration.ofMillis(29_999));
        assertThat(pasts.of(PLAN, PLAN.counting())).contains(Past.of(PLAN, FAILED));
        assertThat(history.calls()).hasSize(1);

        clock.advance(Duration.ofMillis(1));
        assertThat(pasts.of(PLAN, PLAN.counting())).contains(Past.of(PLAN, FAILED));
        assertThat(history.calls()).hasSize(2);

        history.answer(1, BUSY);
        assertThat(pasts.of(PLAN, PLAN.counting())).contains(Past.of(PLAN, BUSY));
    }

    @Test
    void shouldSayThatReadingFailedInAWayThatTheSourceNeverShould() {
        assertThat(pasts.of(PLAN, PLAN.counting())).isEmpty();
        history.fail(0);

        assertThat(pasts.of(PLAN, PLAN.counting()))
                .contains(new Past.Unknown(
                        new History.Unavailable(Problem.FAILED, "reading the past failed: IllegalStateException")));
    }

    @Test
    void shouldGiveUpNoPlaceToCallsThatThrow() {
        history.throwNext(20);
        for (int i = 0; i < 20; i++) {
            assertThat(pasts.of(LoopBench.plan("shift-" + i, "service-" + i), PLAN.counting()))
                    .isEmpty();
        }

        assertThat(pasts.of(PLAN, PLAN.counting())).isEmpty();
        assertThat(history.calls()).hasSize(1);
    }

    @Test
    void shouldReadAnewWhatWasForgotten() {
        assertThat(pasts.of(PLAN, PLAN.counting())).isEmpty();
        history.answer(0, BUSY);
        pasts.forget(PLAN.id());

        assertThat(pasts.of(PLAN, PLAN.counting())).isEmpty();
        assertThat(history.calls()).hasSize(2);
    }

    @Test
    void shouldNotRememberAnAnswerThatNobodyWaitsForAnyMore() {
        assertThat(pasts.of(PLAN, PLAN.counting())).isEmpty();
        pasts.forget(PLAN.id());
        history.answer(0, BUSY);

        assertThat(pasts.of(PLAN, PLAN.counting())).isEmpty();
    }
}
