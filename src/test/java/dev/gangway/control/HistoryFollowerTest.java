package dev.gangway.control;

import static dev.gangway.control.LoopBench.GOOD;
import static dev.gangway.control.LoopBench.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Phases;
import dev.gangway.domain.shift.Request.Intent;
import dev.gangway.fake.Leads;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a standby tells of the leader's decisions. */
class HistoryFollowerTest {
    private final LoopBench bench = new LoopBench();
    private final List<ShiftEvent> heard = new ArrayList<>();
    private final Leads standby = new Leads();

    @Test
    void shouldTellEachDecisionOfTheLeaderOnceAsTheLeaderTellsIt() {
        bench.standingIn(Phases.shifting(1));
        HistoryFollower follower = follower();

        bench.wants(Intent.PAUSE).tick();
        follower.changed(ID);
        follower.changed(ID);
        bench.clock.advance(LoopBench.ROUND);
        bench.wants(Intent.ROLL_BACK).tick();
        follower.changed(ID);

        // What came before the first entry of its history, only the leader knows: here the shift was put into its
        // phase.
        assertThat(heard).hasSize(2).endsWith(bench.announcer.events().get(1));
        assertThat(heard)
                .extracting(ShiftEvent::at, ShiftEvent::to, ShiftEvent::after, ShiftEvent::reason)
                .containsExactlyElementsOf(bench.announcer.events().stream()
                        .map(event -> tuple(event.at(), event.to(), event.after(), event.reason()))
                        .toList());
        assertThat(heard).extracting(ShiftEvent::to).containsExactly(Phase.Kind.PAUSED, Phase.Kind.ROLLING_BACK);
    }

    @Test
    void shouldTakeWhatStandsAtItsBeginningForTold() {
        bench.standingIn(Phases.shifting(1)).wants(Intent.PAUSE).tick();
        HistoryFollower follower = follower();

        follower.changed(ID);
        bench.rounds(3, GOOD);
        follower.changed(ID);

        assertThat(heard).isEmpty();
    }

    private HistoryFollower follower() {
        standby.lose();
        return new HistoryFollower(bench.shifts, standby, heard::add, bench.clock);
    }
}
