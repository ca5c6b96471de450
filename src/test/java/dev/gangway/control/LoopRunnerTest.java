package dev.gangway.control;

import static dev.gangway.control.LoopBench.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Phases;
import dev.gangway.domain.shift.Request.Intent;
import dev.gangway.domain.shift.Succeeded;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoopRunnerTest {
    private final LoopBench bench = new LoopBench();
    private final LoopRunner runner = new LoopRunner(new Tempo(bench.clock, 10_000), Duration.ofSeconds(10));

    @AfterEach
    void close() {
        runner.close();
    }

    @Test
    void shouldRunOneRoundAfterTheOther() {
        bench.standingIn(new Succeeded());
        assertThat(runner.lastRound()).isEmpty();
        runner.start(bench.loop);

        await().until(() -> bench.meter.turns().size() > 2);
        await().until(() -> runner.lastRound().isPresent());
    }

    @Test
    void shouldGoOnAfterARoundThatFailed() {
        bench.standingIn(Phases.shifting(1));
        bench.metrics.breakNext(2);
        runner.start(bench.loop);

        await().until(() -> bench.meter.turns().size() > 1);
        assertThat(runner.lastRound()).isPresent();
    }

    @Test
    void shouldGoOnAfterARoundThatThrew() {
        bench.standingIn(Phases.shifting(1));
        bench.metrics.throwNext(2);
        runner.start(bench.loop);

        await().until(() -> bench.meter.turns().size() > 1);
    }

    @Test
    void shouldLookAgainAtOneShift() {
        bench.standingIn(Phases.shifting(1)).wants(Intent.ROLL_BACK);
        runner.lookAgain(bench.loop, ID, Duration.ofSeconds(5));

        await().until(() -> bench.phase().kind() == Phase.Kind.ROLLING_BACK);
        assertThat(runner.lastRound()).isEmpty();
    }

    @Test
    void shouldBeginWithARoundAtOnceWhenItComesToLead() {
        LoopRunner standby = new LoopRunner(new Tempo(bench.clock, 1), Duration.ofHours(1));
        bench.standingIn(new Succeeded());
        bench.leadership.lose();
        standby.start(bench.loop);
        assertThat(standby.lastRound()).isEmpty();

        bench.leadership.lead(2);

        await().until(() -> standby.lastRound().isPresent());
        standby.close();
    }

    @Test
    void shouldRunNothingMoreOnceItIsClosed() {
        runner.close();
        runner.start(bench.loop);
        runner.lookAgain(bench.loop, ID, Duration.ZERO);

        assertThat(bench.meter.turns()).isEmpty();
    }
}
