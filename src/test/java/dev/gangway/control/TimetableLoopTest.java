package dev.gangway.control;

import static dev.gangway.control.LoopBench.BAD;
import static dev.gangway.control.LoopBench.GOOD;
import static dev.gangway.control.LoopBench.ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.domain.shift.Hold;
import dev.gangway.domain.shift.Pending;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Phases;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.shift.Shifts;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Shifts in a freeze that ends two hours after the bench's beginning. */
class TimetableLoopTest {
    private static final ShiftPlan FROZEN = Shifts.frozen(Shifts.plan());
    private static final Duration UNTIL = Duration.ofHours(2);

    private final LoopBench bench = new LoopBench();

    @Test
    void shouldStandStillInAFreezeAndRiseInTheFirstRoundAfterIt() {
        bench.in(FROZEN, Phases.shifting(1)).showing(Phases.shifting(1));
        bench.rounds(12, GOOD);
        assertThat(bench.phase()).isEqualTo(Phases.shifting(1));
        assertThat(bench.state().hold().map(Hold::kind)).contains(Hold.Kind.WINDOW);

        bench.rounds((int) (UNTIL.toSeconds() / 10) - 13, GOOD);
        assertThat(bench.phase()).isEqualTo(Phases.shifting(1));
        bench.round(GOOD);
        assertThat(bench.phase()).isEqualTo(Phases.shifting(2));
    }

    @Test
    void shouldRollBackInAFreeze() {
        bench.in(FROZEN, Phases.shifting(2)).showing(Phases.shifting(2));
        bench.rounds(2, GOOD).rounds(3, BAD);

        assertThat(bench.phase().kind()).isEqualTo(Phase.Kind.ROLLED_BACK);
        assertThat(bench.weights()).containsValue(0).doesNotContainValue(500);
    }

    @Test
    void shouldAskForATurnInTheInstantInWhichTheFreezeEnds() {
        bench.in(FROZEN, new Pending());
        bench.tick();
        assertThat(bench.ticksWanted).isEmpty();

        bench.clock.advance(UNTIL.minusSeconds(3));
        bench.tick();
        assertThat(bench.phase()).isEqualTo(new Pending());
        assertThat(bench.ticksWanted).containsExactly(ID);

        bench.clock.advance(Duration.ofSeconds(3));
        bench.tick();
        assertThat(bench.phase().kind()).isEqualTo(Phase.Kind.PREPARING);
    }

    @Test
    void shouldWriteSeldomWhileItWaitsForLong() {
        bench.in(FROZEN, new Pending());
        for (int round = 0; round < 360; round++) {
            bench.clock.advance(LoopBench.ROUND);
            bench.round();
        }

        assertThat(bench.state().reason().text()).contains("opens in 1 h, at");
        assertThat(bench.shifts.written()).hasSizeLessThan(10);
    }
}
