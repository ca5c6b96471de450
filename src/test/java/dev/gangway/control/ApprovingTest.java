package dev.gangway.control;

import static dev.gangway.control.LoopBench.GOOD;
import static dev.gangway.control.LoopBench.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gangway.control.RefusedException.Kind;
import dev.gangway.domain.shift.Approval;
import dev.gangway.domain.shift.Command;
import dev.gangway.domain.shift.Hold;
import dev.gangway.domain.shift.Passage;
import dev.gangway.domain.shift.Pending;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Phases;
import dev.gangway.domain.shift.Reason;
import dev.gangway.domain.shift.Request;
import dev.gangway.domain.shift.RouteTarget.Stage;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.shift.Shifts;
import dev.gangway.domain.traffic.Weight;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Steps that wait for somebody's word, from the wait to the routes. */
class ApprovingTest {
    private static final ShiftPlan ASKING = Shifts.asking(Shifts.plan(), true, 500, 1000);
    private static final Weight HALF = new Weight(500);

    private final LoopBench bench = new LoopBench();

    @Test
    void shouldWaitAtAStepUntilSomebodyApprovesItAndKeepWhoDidInTheHistory() {
        bench.in(ASKING, Phases.shifting(1)).showing(Phases.shifting(1));
        bench.rounds(5, GOOD);

        assertThat(bench.phase()).isEqualTo(Phases.shifting(1));
        assertThat(bench.state().hold()).contains(waits(Passage.Kind.RISE, HALF));
        assertThat(bench.state().reason().text()).isEqualTo("waits for approval of 50 %");

        approve();
        bench.round(GOOD);

        assertThat(bench.phase()).isEqualTo(Phases.shifting(2));
        assertThat(bench.state().hold()).isEmpty();
        assertThat(lastWords()).endsWith("; approved by bob: because");
    }

    @Test
    void shouldBeginInTheTickAfterTheStartIsApproved() {
        bench.in(ASKING, new Pending());
        bench.tick();
        assertThat(bench.state().hold()).contains(waits(Passage.Kind.START, Weight.NONE));

        approve();
        bench.tick();

        assertThat(bench.phase().kind()).isEqualTo(Phase.Kind.PREPARING);
        assertThat(lastWords()).contains("approved by bob");
    }

    @Test
    void shouldGoOnWithTheWordOfBeforeAfterARestart() {
        bench.in(ASKING, Phases.shifting(1)).showing(Phases.shifting(1));
        bench.rounds(6, GOOD);
        approve();

        var unused = bench.restarted();
        bench.rounds(6, GOOD);

        assertThat(bench.weights().get(LoopBench.EKS1)).isGreaterThanOrEqualTo(500);
    }

    @Test
    void shouldKnowWhatItWaitsForThroughTicksThatReadNoMetrics() {
        bench.in(ASKING, Phases.shifting(1)).showing(Phases.shifting(1));
        bench.rounds(6, GOOD);
        int writes = bench.shifts.written().size();

        bench.tick().tick();

        assertThat(bench.state().hold()).contains(waits(Passage.Kind.RISE, HALF));
        assertThat(bench.shifts.written()).hasSize(writes);
    }

    @Test
    void shouldSayOnceWhatIsSaidTwice() {
        bench.in(ASKING, Phases.shifting(1)).showing(Phases.shifting(1));
        bench.rounds(6, GOOD);

        Request first = approve().request();
        Request again = bench.commands
                .approve(ID, Optional.empty(), "eve", "me too", Terms.NONE)
                .request();

        assertThat(first.approval()).contains(new Approval(1, HALF, "bob", "because"));
        assertThat(again).isEqualTo(first);
    }

    @Test
    void shouldNotApproveTheNextStepByAWordThatWasMeantForTheLast() {
        bench.in(ASKING, Phases.CONTROL).showing(Phases.CONTROL);
        bench.rounds(8, GOOD);
        assertThat(bench.state().hold()).contains(waits(Passage.Kind.PROMOTION, Weight.ALL));

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> bench.commands.approve(ID, Optional.of(HALF), "bob", "", Terms.NONE))
                .withMessageContaining("waits for approval of 100 %, not of 50 %")
                .satisfies(refused -> assertThat(refused.kind()).isEqualTo(Kind.CONFLICT));
        assertThat(bench.shifts.find(ID).orElseThrow().request().approval()).isEmpty();
    }

    @Test
    void shouldRefuseAWordThatNothingWaitsFor() {
        bench.in(ASKING, Phases.shifting(1)).showing(Phases.shifting(1));

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(this::approve)
                .withMessageContaining("is Shifting and waits for no approval")
                .satisfies(refused -> assertThat(refused.kind()).isEqualTo(Kind.CONFLICT));
    }

    @Test
    void shouldKeepTheWordThroughOtherCommands() {
        bench.in(ASKING, Phases.shifting(1)).showing(Phases.shifting(1));
        bench.rounds(6, GOOD);
        approve();

        bench.commands.command(ID, Command.PAUSE, Request.Origin.PERSON, "ana", "");
        bench.tick();
        bench.commands.command(ID, Command.RESUME, Request.Origin.PERSON, "ana", "");
        bench.tick().rounds(6, GOOD);

        assertThat(bench.weights().get(LoopBench.EKS1)).isGreaterThanOrEqualTo(500);
    }

    @Test
    void shouldWaitForAnotherWordInAnotherAttempt() {
        bench.in(ASKING, Phases.rolledBack(Optional.of(Stage.ROUTES))).show(LoopBench.K8S2, Weight.NONE);
        var unused = bench.shifts.request(
                ID, shift -> shift.request().with(Optional.of(new Approval(1, Weight.ALL, "bob", ""))));
        bench.commands.command(ID, Command.RETRY, Request.Origin.PERSON, "ana", "");
        bench.tick();

        assertThat(bench.phase().kind()).isEqualTo(Phase.Kind.ROLLED_BACK);
        assertThat(bench.state().hold().map(Hold::passage)).contains(new Passage(Passage.Kind.START, 2, Weight.NONE));

        approve();
        bench.tick();
        assertThat(bench.phase().kind()).isEqualTo(Phase.Kind.PREPARING);
    }

    /** With the step that is meant, as the console says it. */
    @Test
    void shouldNotTakeTheWordOfTheAttemptBeforeForTheStartOfARetry() {
        bench.in(ASKING, Phases.rolledBack(Optional.of(Stage.ROUTES))).show(LoopBench.K8S2, Weight.NONE);
        var given = bench.shifts.request(
                ID, shift -> shift.request().with(Optional.of(new Approval(1, Weight.ALL, "bob", ""))));
        bench.commands.command(ID, Command.RETRY, Request.Origin.PERSON, "ana", "");
        bench.tick();

        ShiftRecord approved = bench.commands.approve(ID, Optional.of(Weight.NONE), "ana", "again", Terms.NONE);
        bench.tick();

        assertThat(given.request().approval()).isNotEqualTo(approved.request().approval());
        assertThat(approved.request().approval()).contains(new Approval(2, Weight.NONE, "ana", "again"));
        assertThat(bench.phase().kind()).isEqualTo(Phase.Kind.PREPARING);
    }

    @Test
    void shouldRollBackAStepThatWaits() {
        bench.in(ASKING, Phases.shifting(1)).showing(Phases.shifting(1));
        bench.rounds(6, GOOD);

        bench.round(LoopBench.BAD).rounds(2, LoopBench.BAD);

        assertThat(bench.phase().kind()).isEqualTo(Phase.Kind.ROLLED_BACK);
        assertThat(bench.state().hold()).isEmpty();
        assertThat(bench.state().reason().cause()).isEqualTo(Reason.Cause.VERDICT);
    }

    private ShiftRecord approve() {
        return bench.commands.approve(ID, Optional.empty(), "bob", "because", Terms.NONE);
    }

    private String lastWords() {
        var history = bench.state().history();
        return history.get(history.size() - 1).reason().text();
    }

    private static Hold waits(Passage.Kind kind, Weight to) {
        return new Hold(Hold.Kind.APPROVAL, new Passage(kind, 1, to), Optional.empty());
    }
}
