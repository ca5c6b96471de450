package dev.gangway.control;

import static dev.gangway.control.LoopBench.BAD;
import static dev.gangway.control.LoopBench.GOOD;
import static dev.gangway.control.LoopBench.ID;
import static dev.gangway.control.LoopBench.PLAN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.domain.analysis.Reading.Problem;
import dev.gangway.domain.shift.Command;
import dev.gangway.domain.shift.Paused;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Phases;
import dev.gangway.domain.shift.Reason.Cause;
import dev.gangway.domain.shift.Request;
import dev.gangway.domain.shift.Request.Intent;
import dev.gangway.fake.InMemoryShifts;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The budget of metrics, counted over rounds, restarts and writes that fail. */
class MetricsBudgetTest {
    private static final Duration BUDGET = PLAN.pacing().metricsBudget();
    private static final int ROUNDS = (int) (BUDGET.toSeconds() / LoopBench.ROUND.toSeconds());

    private final LoopBench bench = new LoopBench();

    @Test
    void shouldPauseInTheFirstRoundAfterTheWholeBudgetAndNotBefore() {
        shifting().blind(ROUNDS);
        assertThat(bench.phase()).isEqualTo(Phases.shifting(1));
        assertThat(bench.state().blindSince()).hasValue(now().minus(BUDGET).plus(LoopBench.ROUND));

        blind(1);
        assertThat(bench.phase()).isInstanceOf(Paused.class);
        assertThat(bench.state().reason().cause()).isEqualTo(Cause.METRICS);
        assertThat(bench.state().reason().text()).contains("no metrics to judge by for 300 s", "prometheus is down");
        assertThat(bench.state().blindSince()).isEmpty();
        assertThat(request().intent()).isEqualTo(Intent.PAUSE);
        assertThat(request().origin()).isEqualTo(Request.Origin.METRICS);
        assertThat(bench.announcer.events()).last().satisfies(event -> {
            assertThat(event.to()).isEqualTo(Phase.Kind.PAUSED);
            assertThat(event.reason().cause()).isEqualTo(Cause.METRICS);
        });
        assertThat(bench.router.applies()).isEmpty();
    }

    @Test
    void shouldStayPausedWhenTheMetricsAreBackAndStillRollBackWhatTheyShow() {
        shifting().blind(ROUNDS + 1);
        bench.rounds(10, GOOD);
        assertThat(bench.phase()).isInstanceOf(Paused.class);
        assertThat(bench.state().metricsProblem()).isEmpty();

        bench.rounds(2, BAD);
        assertThat(bench.phase().kind()).isIn(Phase.Kind.ROLLING_BACK, Phase.Kind.ROLLED_BACK);
    }

    @Test
    void shouldGiveAResumedShiftTheWholeBudgetAgain() {
        shifting().blind(ROUNDS + 1);
        command(Command.RESUME);
        bench.tick();
        assertThat(bench.phase()).isEqualTo(Phases.shifting(1));

        blind(ROUNDS);
        assertThat(bench.phase()).isEqualTo(Phases.shifting(1));
        blind(1);
        assertThat(bench.phase()).isInstanceOf(Paused.class);
    }

    @Test
    void shouldGoOnAndHaveTheWholeBudgetAgainAfterOneGoodReading() {
        shifting().blind(ROUNDS);
        bench.round(GOOD);
        assertThat(bench.state().blindSince()).isEmpty();

        blind(ROUNDS);
        assertThat(bench.phase().kind()).as("it has risen on that reading").isEqualTo(Phase.Kind.SHIFTING);
    }

    @Test
    void shouldCountOnAfterARestart() {
        shifting().blind(ROUNDS / 2);
        bench.restarted();
        blind(ROUNDS / 2);
        assertThat(bench.phase()).isEqualTo(Phases.shifting(1));

        bench.restarted();
        blind(1);
        assertThat(bench.phase()).isInstanceOf(Paused.class);
    }

    @Test
    void shouldPauseAllTheSameIfItDiesBetweenTheWishAndTheRecord() {
        shifting().blind(ROUNDS);
        bench.shifts.faults(id -> InMemoryShifts.Fault.LOST_BEFORE);
        blind(1);
        assertThat(bench.phase()).isEqualTo(Phases.shifting(1));
        assertThat(request().intent()).isEqualTo(Intent.PAUSE);

        bench.shifts.faults(id -> InMemoryShifts.Fault.NONE);
        bench.restarted();
        bench.tick();
        assertThat(bench.phase()).isInstanceOf(Paused.class);
        assertThat(bench.state().reason().cause()).isEqualTo(Cause.METRICS);
    }

    @Test
    void shouldNeverHideARollbackThatSomebodyWants() {
        shifting().blind(ROUNDS);
        command(Command.ROLL_BACK);
        blind(1);

        assertThat(bench.phase().kind()).isEqualTo(Phase.Kind.ROLLING_BACK);
        assertThat(request().intent()).isEqualTo(Intent.ROLL_BACK);
        assertThat(bench.state().reason().cause()).isEqualTo(Cause.PERSON);
    }

    @Test
    void shouldRollBackAPausedShiftWithoutMetricsWhenSomebodyWantsIt() {
        shifting().blind(ROUNDS + 1);
        command(Command.ROLL_BACK);
        bench.tick();

        assertThat(bench.phase().kind()).isEqualTo(Phase.Kind.ROLLING_BACK);
    }

    @Test
    void shouldGoToAllTrafficOnAPersonsWordAndFinishWithoutMetrics() {
        shifting().blind(ROUNDS + 1);
        command(Command.PROMOTE);
        blind(4 * ROUNDS);

        assertThat(bench.phase().kind()).isEqualTo(Phase.Kind.SUCCEEDED);
    }

    @Test
    void shouldWriteTheRecordOnceAndThenOnceAMinuteWhateverTheWordsOfTheOutage() {
        shifting();
        int before = bench.shifts.written().size();
        for (int round = 0; round < 24; round++) {
            bench.metrics.fail(PLAN.service(), Problem.FAILED, "prometheus is down, try " + round);
            bench.clock.advance(LoopBench.ROUND);
            bench.round();
        }

        assertThat(bench.shifts.written().size() - before).isBetween(4, 6);
        assertThat(bench.state().metricsProblem())
                .hasValueSatisfying(words -> assertThat(words).startsWith("prometheus is down, try "));
    }

    private MetricsBudgetTest shifting() {
        bench.standingIn(Phases.shifting(1)).round(GOOD);
        return this;
    }

    private void blind(int rounds) {
        bench.metrics.fail(PLAN.service(), Problem.FAILED, "prometheus is down");
        for (int round = 0; round < rounds; round++) {
            bench.clock.advance(LoopBench.ROUND);
            bench.round();
        }
    }

    private void command(Command command) {
        ShiftRecord unused = bench.commands.command(ID, command, Request.Origin.PERSON, "ana", "because");
    }

    private Request request() {
        return bench.shifts.find(ID).orElseThrow().request();
    }

    private Instant now() {
        return bench.clock.instant();
    }
}
