package dev.gangway.control;

import static dev.gangway.control.LoopBench.BAD;
import static dev.gangway.control.LoopBench.GOOD;
import static dev.gangway.control.LoopBench.ID;
import static dev.gangway.control.LoopBench.PLAN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.domain.analysis.Evidence;
import dev.gangway.domain.analysis.History;
import dev.gangway.domain.analysis.Reading.Problem;
import dev.gangway.domain.analysis.Samples;
import dev.gangway.domain.analysis.Verdict;
import dev.gangway.domain.shift.Command;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Phases;
import dev.gangway.domain.shift.Request;
import dev.gangway.domain.shift.Request.Intent;
import dev.gangway.domain.shift.Shifts;
import dev.gangway.domain.shift.Succeeded;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No traffic moves before the source's past is known; it is known for one attempt, and through restarts. */
class KnowingTheSourceTest {
    private static final History NOBODY_ASKED = new History.Recorded(List.of());
    private static final History BROKEN = new History.Recorded(Samples.past(360, n -> Samples.fast(1000, 600)));

    private final LoopBench bench = new LoopBench();

    @Test
    void shouldStayAtNoneAndSaySoUntilThePastIsRead() {
        bench.standingIn(Phases.shifting(0)).round(GOOD);

        assertThat(bench.phase()).isEqualTo(Phases.shifting(0));
        assertThat(bench.state().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(bench.state().reason().text()).isEqualTo("waiting for the past of k8s2 to be read");
        assertThat(bench.router.applies()).isEmpty();

        bench.round(GOOD);
        assertThat(bench.phase()).isEqualTo(Phases.shifting(1));
    }

    @Test
    void shouldStayAtNoneAndSayWhyWhileThePastCannotBeRead() {
        bench.history.fail(Problem.PARTIAL, "prometheus of eks1 answered 503");
        bench.standingIn(Phases.shifting(0)).rounds(20, GOOD);

        assertThat(bench.phase()).isEqualTo(Phases.shifting(0));
        assertThat(bench.state().reason().text())
                .startsWith(
                        "the past of the source could not be read: prometheus of eks1 answered 503; pauses if that lasts");
        assertThat(bench.state().metricsProblem())
                .hasValue("the past of the source could not be read: prometheus of eks1 answered 503");
        assertThat(bench.router.applies()).isEmpty();
        assertThat(bench.history.asked()).as("every half minute").hasSizeBetween(6, 7);

        bench.history.recover();
        bench.rounds(4, GOOD);
        assertThat(bench.phase()).isEqualTo(Phases.shifting(1));
        assertThat(bench.state().metricsProblem()).isEmpty();
    }

    @Test
    void shouldStayAtNoneAndSayHowMuchIsLackingWhereThePastHoldsTooLittle() {
        bench.history.answer(NOBODY_ASKED);
        bench.standingIn(Phases.shifting(0)).rounds(20, GOOD);

        assertThat(bench.phase()).isEqualTo(Phases.shifting(0));
        assertThat(bench.state().reason().text()).isEqualTo("waiting for 50 more requests to k8s2 to compare with");
    }

    @Test
    void shouldStayAtNoneWhereTheSourceItselfIsBroken() {
        bench.history.answer(BROKEN);
        bench.standingIn(Phases.shifting(0)).rounds(20, GOOD);

        assertThat(bench.phase()).isEqualTo(Phases.shifting(0));
        assertThat(bench.state().reason().text())
                .isEqualTo("60 % of the requests to k8s2 fail: too broken to compare with; waiting until it works");
    }

    @Test
    void shouldReadThePastOnceForAWholeShift() {
        bench.shifts.add(PLAN, Shifts.wants(Intent.ADVANCE));
        bench.rounds(60, GOOD);

        assertThat(bench.phase()).isEqualTo(new Succeeded());
        assertThat(bench.history.asked()).hasSize(1);
    }

    @Test
    void shouldNotReadThePastAgainAfterARestart() {
        bench.standingIn(Phases.shifting(0)).rounds(3, GOOD);
        bench.restarted();
        bench.rounds(10, GOOD);

        assertThat(bench.phase()).isEqualTo(Phases.CONTROL);
        assertThat(bench.history.asked()).hasSize(1);
    }

    @Test
    void shouldGoOnWithTheEvidenceOfHarmThatWasWrittenAfterARestart() {
        LoopBench.Clients worse = new LoopBench.Clients(10_000, 0.003);
        bench.standingIn(Phases.shifting(1)).rounds(8, worse);
        Evidence written = bench.state().evidence();
        bench.restarted();
        bench.round(worse);

        assertThat(bench.phase()).isEqualTo(Phases.shifting(1));
        assertThat(odds(written)).isGreaterThan(3);
        assertThat(odds(lastTurn().state().evidence())).isGreaterThan(odds(written));
    }

    @Test
    void shouldBeginAnotherAttemptWithFreshEvidenceAndTheSourceAsItIsThen() {
        bench.standingIn(Phases.shifting(2)).round(BAD).rounds(2, GOOD);
        assertThat(bench.phase().kind()).isEqualTo(Phase.Kind.ROLLED_BACK);
        assertThat(bench.state().evidence().knowsSource()).isFalse();

        retry();
        bench.rounds(3, GOOD);
        assertThat(bench.history.asked()).hasSize(1);
        assertThat(bench.state().evidence().knowsSource()).isFalse();
        bench.round(GOOD);
        assertThat(bench.phase()).isEqualTo(Phases.shifting(1));
        assertThat(odds(bench.state().evidence())).isEqualTo(1);
    }

    @Test
    void shouldNotTakeAPastThatWasReadForAnAttemptThatIsOver() {
        bench.history.fail(Problem.FAILED, "prometheus of k8s2 refused");
        bench.standingIn(Phases.shifting(0)).rounds(2, GOOD);
        bench.wants(Intent.ROLL_BACK).rounds(2, GOOD);
        bench.history.recover();
        bench.clock.advance(Duration.ofHours(1));

        retry();
        bench.rounds(3, GOOD);
        assertThat(bench.state().reason().text()).isEqualTo("waiting for the past of k8s2 to be read");
        bench.round(GOOD);
        assertThat(bench.phase()).isEqualTo(Phases.shifting(1));
    }

    private void retry() {
        ShiftRecord unused = bench.commands.command(ID, Command.RETRY, Request.Origin.PERSON, "ana", "mended");
    }

    private ShiftRecord lastTurn() {
        List<ShiftRecord> turns = bench.meter.turns();
        return turns.get(turns.size() - 1);
    }

    private static double odds(Evidence evidence) {
        return evidence.tracks().get(0).harm().total();
    }
}
