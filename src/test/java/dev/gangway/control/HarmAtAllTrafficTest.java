package dev.gangway.control;

import static dev.gangway.control.LoopBench.BAD;
import static dev.gangway.control.LoopBench.EKS1;
import static dev.gangway.control.LoopBench.GKE3;
import static dev.gangway.control.LoopBench.GOOD;
import static dev.gangway.control.LoopBench.ID;
import static dev.gangway.control.LoopBench.K8S2;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.domain.shift.Command;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Phases;
import dev.gangway.domain.shift.Request;
import dev.gangway.domain.shift.Shifting;
import dev.gangway.domain.traffic.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where nothing is left at the source to compare with: first half goes back, then all, whoever wants what. */
class HarmAtAllTrafficTest {
    private static final LoopBench.Clients NOT_WELL = new LoopBench.Clients(10_000, 0.03);
    private static final Phase CONTROL = new Shifting(new Weight(500));

    private final LoopBench bench = new LoopBench();

    @Test
    void shouldTakeAControlInTheTickThatSeesHarmAndRollBackWithWhatItShows() {
        bench.standingIn(Phases.ALL).round(BAD);

        assertThat(bench.phase()).isEqualTo(CONTROL);
        assertThat(bench.weights()).isEqualTo(Map.of(K8S2, 500, EKS1, 500, GKE3, 500));
        assertThat(bench.state().reason().text())
                .contains("5000 of 10000 requests to eks1 failed", "going back to 50 % for a control");

        untilItRollsBack();
        assertThat(bench.weights()).isEqualTo(Map.of(K8S2, 0, EKS1, 0, GKE3, 0));
    }

    @Test
    void shouldRollBackAPromotedShiftTheSameWay() {
        bench.standingIn(Phases.shifting(1));
        command(Command.PROMOTE);
        bench.tick().round(BAD).tick();
        assertThat(bench.phase()).isEqualTo(CONTROL);

        bench.tick().round(BAD).round(BAD).round(BAD);
        assertThat(bench.phase().kind()).isEqualTo(Phase.Kind.ROLLED_BACK);
    }

    @Test
    void shouldKeepThePromotionWhereTheControlShowsNoHarm() {
        bench.standingIn(Phases.shifting(1));
        command(Command.PROMOTE);
        bench.tick().round(BAD);
        assertThat(bench.phase()).isEqualTo(CONTROL);

        bench.rounds(40, GOOD);
        assertThat(bench.phase().kind()).isEqualTo(Phase.Kind.SUCCEEDED);
    }

    @Test
    void shouldNotUndoTheLooksCloserByThePromotion() {
        bench.standingIn(Phases.shifting(1));
        command(Command.PROMOTE);
        bench.tick();
        List<Phase> phases = new ArrayList<>();
        for (int round = 0; round < 40 && bench.phase().kind() != Phase.Kind.ROLLED_BACK; round++) {
            bench.round(NOT_WELL).tick();
            phases.add(bench.phase());
        }

        assertThat(phases).contains(CONTROL);
        assertThat(phases.subList(phases.indexOf(CONTROL), phases.size()))
                .as("%s", phases)
                .doesNotContain(Phases.ALL);
        assertThat(bench.phase().kind()).isEqualTo(Phase.Kind.ROLLED_BACK);
    }

    @Test
    void shouldRollBackAPausedShiftTheSameWay() {
        bench.standingIn(Phases.ALL);
        command(Command.PAUSE);
        bench.tick().round(BAD);
        assertThat(Phases.name(bench.phase())).isEqualTo("Paused(Shifting(2))");

        untilItRollsBack();
        assertThat(bench.weights()).isEqualTo(Map.of(K8S2, 0, EKS1, 0, GKE3, 0));
    }

    @Test
    void shouldTellOfTheFallThatIsNoRollback() {
        bench.standingIn(Phases.ALL).round(BAD);

        assertThat(bench.announcer.events()).singleElement().satisfies(event -> {
            assertThat(List.of(event.from(), event.to())).containsExactly(Phase.Kind.BAKING, Phase.Kind.SHIFTING);
            assertThat(event.before().toDestination().permille()).isEqualTo(1000);
            assertThat(event.after().toDestination().permille()).isEqualTo(500);
        });
    }

    /** In three rounds at most: what is read first is of all traffic still. */
    private void untilItRollsBack() {
        for (int round = 0; round < 3 && bench.phase().kind() != Phase.Kind.ROLLING_BACK; round++) {
            bench.round(BAD);
        }
        assertThat(bench.phase().kind()).isEqualTo(Phase.Kind.ROLLING_BACK);
    }

    private void command(Command command) {
        ShiftRecord unused = bench.commands.command(ID, command, Request.Origin.PERSON, "ana", "because");
    }
}
