package dev.gangway.control;

import static dev.gangway.control.LoopBench.GOOD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Phases;
import dev.gangway.domain.shift.Request.Intent;
import org.junit.jupiter.api.Test;

/** What a replica does that does not lead, and what becomes of it when it does. */
class StandbyTest {
    private final LoopBench bench = new LoopBench();

    @Test
    void shouldDecideRecordAndWriteNothing() {
        bench.standingIn(Phases.shifting(1)).wants(Intent.ROLL_BACK);
        bench.leadership.lose();
        int written = bench.shifts.written().size();

        bench.rounds(3, GOOD).tick();

        assertThat(bench.shifts.written()).hasSize(written);
        assertThat(bench.router.applies()).isEmpty();
        assertThat(bench.announcer.events()).isEmpty();
        assertThat(bench.phase()).isEqualTo(Phases.shifting(1));
    }

    @Test
    void shouldRollBackInItsFirstTurnAsALeader() {
        bench.standingIn(Phases.shifting(1)).wants(Intent.ROLL_BACK);
        bench.leadership.lose();
        bench.rounds(1, GOOD);

        bench.leadership.lead(2);
        bench.tick();

        assertThat(bench.phase().kind()).isEqualTo(Phase.Kind.ROLLING_BACK);
        assertThat(bench.state().epoch()).isEqualTo(2);
    }

    @Test
    void shouldRecordTheEpochWithADecisionAndKeepItWithEvidence() {
        bench.standingIn(Phases.shifting(1)).rounds(2, GOOD);
        bench.wants(Intent.PAUSE).tick();
        assertThat(bench.state().epoch()).isEqualTo(1);

        bench.leadership.lead(5);
        bench.rounds(8, GOOD);

        assertThat(bench.phase().kind()).isEqualTo(Phase.Kind.PAUSED);
        assertThat(bench.state().epoch()).as("nothing was decided in epoch 5").isEqualTo(1);
    }

    @Test
    void shouldForgetWhatItGatheredWhenItHasLostLeadershipMeanwhile() {
        bench.standingIn(Phases.shifting(1)).rounds(2, GOOD);
        bench.leadership.lose();
        bench.round();

        assertThat(bench.meter.said()).contains("forgotten " + LoopBench.ID);
    }
}
