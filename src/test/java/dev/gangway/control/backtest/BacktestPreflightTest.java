package dev.gangway.control.backtest;

import static dev.gangway.control.backtest.MadeUpRecord.PLAN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.control.MetricsHistory;
import dev.gangway.control.Preflight.Check;
import dev.gangway.control.Preflight.Result;
import dev.gangway.domain.analysis.History;
import dev.gangway.domain.analysis.MetricWindow;
import dev.gangway.domain.analysis.Reading.Problem;
import dev.gangway.fake.MutableClock;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class BacktestPreflightTest {
    private static final Duration DAY = Duration.ofHours(24);

    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final MutableClock clock = new MutableClock(MadeUpRecord.BEGIN.plus(DAY));

    @Test
    void shouldNotBeThereUntilItIsKnown() {
        BacktestPreflight preflight = preflight(remembering(MadeUpRecord.of(20)), waiting::add);

        assertThat(preflight.check(PLAN)).isEmpty();
        assertThat(preflight.check(PLAN)).isEmpty();
        assertThat(waiting).hasSize(1);
        waiting.remove().run();

        assertThat(preflight.check(PLAN)).singleElement().satisfies(check -> {
            assertThat(check.id()).isEqualTo("backtest");
            assertThat(check.result()).isEqualTo(Result.PASS);
            assertThat(check.seen())
                    .isEqualTo("0 of 20 placebo shifts over 24 h of k8s2 would have been rolled back for nothing");
        });
    }

    @Test
    void shouldWarnOfShiftsThatWouldHaveBeenRolledBackForNothing() {
        MadeUpRecord disaster = MadeUpRecord.of(20).failing(number -> number % 1440 >= 720 ? 0.4 : 0.0005);
        BacktestPreflight preflight = preflight(remembering(disaster), Runnable::run);

        Check check = preflight.check(PLAN).get(0);

        assertThat(check.result()).isEqualTo(Result.WARN);
        assertThat(check.words()).contains("would have been rolled back for nothing: the first because");
    }

    @Test
    void shouldBeFoundOutAnewAfterAnHour() {
        BacktestPreflight preflight = preflight(remembering(MadeUpRecord.of(20)), waiting::add);
        preflight.check(PLAN);
        waiting.remove().run();

        clock.advance(Duration.ofMinutes(61));

        assertThat(preflight.check(PLAN)).hasSize(1);
        assertThat(waiting).hasSize(1);
    }

    @Test
    void shouldNotBeThereWhereThePastIsUnknown() {
        MetricsHistory unknown = (service, from, to, step, failures) ->
                Uni.createFrom().item(new History.Unavailable(Problem.FAILED, "nobody answers"));
        BacktestPreflight preflight = preflight(unknown, Runnable::run);

        assertThat(preflight.check(PLAN)).isEmpty();
    }

    @Test
    void shouldAskAgainWhereThereWasTooMuchToDo() {
        boolean[] busy = {true};
        BacktestPreflight preflight = preflight(remembering(MadeUpRecord.of(20)), task -> {
            if (busy[0]) {
                throw new RejectedExecutionException("full");
            }
            task.run();
        });

        assertThat(preflight.check(PLAN)).isEmpty();
        busy[0] = false;

        assertThat(preflight.check(PLAN)).hasSize(1);
    }

    private BacktestPreflight preflight(MetricsHistory history, Executor background) {
        return new BacktestPreflight(new Backtests(history), clock, background);
    }

    private static MetricsHistory remembering(MadeUpRecord record) {
        List<MetricWindow> day = record.lasting(DAY);
        return (service, from, to, step, failures) -> Uni.createFrom()
                .item(new History.Recorded(day.stream()
                        .filter(window ->
                                !window.from().isBefore(from) && !window.to().isAfter(to))
                        .toList()));
    }
}
