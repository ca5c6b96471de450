package dev.gangway.control;

import static dev.gangway.control.LoopBench.BAD;
import static dev.gangway.control.LoopBench.EKS1;
import static dev.gangway.control.LoopBench.GKE3;
import static dev.gangway.control.LoopBench.GOOD;
import static dev.gangway.control.LoopBench.ID;
import static dev.gangway.control.LoopBench.K8S2;
import static dev.gangway.control.LoopBench.PLAN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.domain.shift.Command;
import dev.gangway.domain.shift.Phase.Kind;
import dev.gangway.domain.shift.Phases;
import dev.gangway.domain.shift.Precautions;
import dev.gangway.domain.shift.Request;
import dev.gangway.domain.shift.Request.Intent;
import dev.gangway.domain.shift.RouteTarget.Stage;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.shift.ShiftPlan.OnDelete;
import dev.gangway.domain.shift.Shifts;
import dev.gangway.domain.shift.Succeeded;
import dev.gangway.domain.traffic.Weight;
import dev.gangway.fake.InMemoryRouter.Standing;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Commands, from the word to the routes. */
class FlowsTest {
    private final LoopBench bench = new LoopBench();

    @Test
    void shouldStandStillWhilePausedAndGoOnWhereItWas() {
        bench.standingIn(Phases.shifting(1)).rounds(2, GOOD);
        command(Command.PAUSE);
        bench.tick().rounds(10, GOOD);
        assertThat(bench.phase().kind()).isEqualTo(Kind.PAUSED);
        assertThat(bench.weights()).containsValues(100);

        command(Command.RESUME);
        bench.tick();
        assertThat(bench.phase()).isEqualTo(Phases.shifting(1));
        bench.round(GOOD);
        assertThat(bench.phase()).isEqualTo(Phases.shifting(2));
    }

    @Test
    void shouldRollBackADegradedDestinationThoughPaused() {
        bench.standingIn(Phases.shifting(2));
        command(Command.PAUSE);
        bench.tick().round(BAD);

        assertThat(bench.phase().kind()).isEqualTo(Kind.ROLLING_BACK);
        assertThat(bench.weights()).isEqualTo(Map.of(K8S2, 0, EKS1, 0, GKE3, 0));
    }

    @Test
    void shouldPromoteAtOnceAndSucceedAfterTheWatchWithoutTraffic() {
        bench.standingIn(Phases.shifting(1));
        command(Command.PROMOTE);
        bench.tick();
        assertThat(bench.weights()).isEqualTo(Map.of(K8S2, 1000, EKS1, 1000, GKE3, 1000));
        assertThat(bench.state().reason().text()).isEqualTo("promoted by ana: because");

        for (int i = 0; i < 12; i++) {
            bench.clock.advance(LoopBench.ROUND);
            bench.round();
        }
        assertThat(bench.phase().kind()).isEqualTo(Kind.BAKING);
        bench.clock.advance(LoopBench.ROUND);
        bench.round();
        assertThat(bench.phase()).isEqualTo(new Succeeded());
    }

    @Test
    void shouldNotPromoteUntilEveryClusterShowsTheLastTarget() {
        bench.standingIn(Phases.shifting(1)).show(GKE3, Weight.NONE);
        command(Command.PROMOTE);
        bench.tick();
        assertThat(bench.phase()).isEqualTo(Phases.shifting(1));

        bench.round(GOOD).tick();
        assertThat(bench.phase()).isEqualTo(Phases.ALL);
    }

    @Test
    void shouldRollBackAnAttemptAndClimbInTheNext() {
        bench.standingIn(Phases.shifting(2));
        command(Command.ROLL_BACK);
        bench.tick().tick();
        assertThat(bench.phase().kind()).isEqualTo(Kind.ROLLED_BACK);
        assertThat(bench.weights()).isEqualTo(Map.of(K8S2, 0, EKS1, 0, GKE3, 0));

        command(Command.RETRY);
        bench.tick();
        assertThat(bench.state().attempt()).isEqualTo(2);
        assertThat(bench.phase().kind()).isEqualTo(Kind.PREPARING);
        bench.rounds(50, GOOD);
        assertThat(bench.phase()).isEqualTo(new Succeeded());
    }

    @Test
    void shouldNotBeginTwiceForOneRetry() {
        bench.standingIn(Phases.rolledBack(Optional.of(Stage.ROUTES))).show(K8S2, Weight.NONE);
        command(Command.RETRY);
        command(Command.RETRY);
        bench.tick();
        assertThat(bench.state().attempt()).isEqualTo(2);
        command(Command.ROLL_BACK);
        bench.rounds(3, GOOD);

        assertThat(bench.phase().kind()).isEqualTo(Kind.ROLLED_BACK);
        assertThat(bench.state().attempt()).isEqualTo(2);
    }

    @Test
    void shouldKeepTheRoutesOfADeletedShift() {
        bench.standingIn(Phases.shifting(2));
        bench.commands.delete(ID);
        bench.tick();

        assertThat(bench.shifts.find(ID)).isEmpty();
        assertThat(bench.weights()).isEqualTo(Map.of(K8S2, 500, EKS1, 500, GKE3, 500));
    }

    @Test
    void shouldRemoveTheRoutesOfADeletedShiftThatIsToBeRestored() {
        bench.in(Shifts.plan(OnDelete.RESTORE), Phases.shifting(2)).showing(Phases.shifting(2));
        bench.commands.delete(ID);
        bench.tick();
        assertThat(bench.weights()).isEmpty();
        assertThat(bench.router.standing(EKS1, PLAN.service()).subsets()).isTrue();

        bench.rounds(5, GOOD);
        assertThat(bench.shifts.find(ID)).isEmpty();
        assertThat(bench.router.clusters())
                .allSatisfy(cluster -> assertThat(bench.router.standing(cluster, PLAN.service()))
                        .isEqualTo(Standing.NOTHING));
    }

    @Test
    void shouldStopRestoringWhenTheRoutesAreToBeKeptAfterAll() {
        bench.in(Shifts.plan(OnDelete.RESTORE), Phases.shifting(2)).showing(Phases.shifting(2));
        bench.router.reachable(GKE3, false);
        bench.commands.delete(ID);
        bench.tick().rounds(5, GOOD);
        ShiftRecord stuck = bench.shifts.find(ID).orElseThrow();
        bench.shifts.put(PLAN, stuck.request(), stuck.state());
        bench.tick();

        assertThat(stuck.state().phase().kind()).isEqualTo(Kind.RESTORING);
        assertThat(bench.shifts.find(ID)).isEmpty();
    }

    @Test
    void shouldStayPendingUntilPreflightPasses() {
        bench.shifts.add(PLAN, Shifts.wants(Intent.ADVANCE));
        bench.checks.add(new Preflight.Check(
                "gateway", "destination", Preflight.Result.UNKNOWN, "eks1 was not read yet", "wait"));
        bench.round(GOOD);
        assertThat(bench.phase().kind()).isEqualTo(Kind.PENDING);
        assertThat(bench.state().reason().text()).isEqualTo("eks1 was not read yet: wait");
        assertThat(bench.router.applies()).isEmpty();

        bench.checks.clear();
        bench.round(GOOD);
        assertThat(bench.phase().kind()).isEqualTo(Kind.PREPARING);
    }

    @Test
    void shouldBeginInSpiteOfWarningsThatAreAcceptedAndTellThem() {
        ShiftPlan accepting = PLAN.with(Precautions.DEFAULT.acknowledging(Set.of("private-routes-in-k8s2")));
        bench.shifts.add(accepting, Shifts.wants(Intent.ADVANCE));
        for (int number = 1; number <= 7; number++) {
            bench.checks.add(new Preflight.Check(
                    "private-routes-in-k8s2", "service", Preflight.Result.WARN, "routes " + number + " win", ""));
        }
        bench.round(GOOD);

        assertThat(bench.phase().kind()).isEqualTo(Kind.PREPARING);
        assertThat(bench.state().reason().text())
                .isEqualTo(
                        "preflight passed; putting the subsets in place; preflight warns: routes 1 win; routes 2 win;"
                                + " routes 3 win; routes 4 win; routes 5 win; and 2 more");
    }

    @Test
    void shouldNotBeginOnAWarningThatNobodyHasAccepted() {
        bench.shifts.add(PLAN, Shifts.wants(Intent.ADVANCE));
        bench.checks.add(new Preflight.Check(
                "private-routes-in-k8s2", "service", Preflight.Result.WARN, "routes win", "adopt them"));
        bench.round(GOOD);

        assertThat(bench.phase().kind()).isEqualTo(Kind.PENDING);
        assertThat(bench.state().reason().text())
                .isEqualTo("routes win: adopt them; or accept it with acknowledge: [private-routes-in-k8s2]");
    }

    private void command(Command command) {
        ShiftRecord unused = bench.commands.command(ID, command, Request.Origin.PERSON, "ana", "because");
    }
}
