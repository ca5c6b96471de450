package dev.gangway.control;

import static dev.gangway.control.LoopBench.BAD;
import static dev.gangway.control.LoopBench.EKS1;
import static dev.gangway.control.LoopBench.GKE3;
import static dev.gangway.control.LoopBench.GOOD;
import static dev.gangway.control.LoopBench.PLAN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.domain.analysis.Reading.Problem;
import dev.gangway.domain.analysis.Verdict;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Phases;
import dev.gangway.domain.shift.Request.Intent;
import dev.gangway.domain.shift.Succeeded;
import dev.gangway.domain.traffic.Weight;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Clients that don't follow the routes keep a shift from rising. With propagation of 5 s and scrapes of 5 s it is called
 * NotInForce when it has lasted for longer than 15 s: at the second of the windows of 10 s that are of the present weight.
 */
class NotInForceTest {
    private final LoopBench bench = new LoopBench();

    @Test
    void shouldHoldWithItsNameAfterPropagationAndTwoScrapesAndNotBefore() {
        LoopBench others = new LoopBench().standingIn(Phases.shifting(1)).rounds(4, GOOD);
        assertThat(others.phase()).as("where all follow").isEqualTo(Phases.shifting(2));

        bench.standingIn(Phases.shifting(1)).ownWay(EKS1, 0.38).rounds(3, GOOD);
        assertThat(bench.phase()).isEqualTo(Phases.shifting(1));
        assertThat(bench.state().notInForce()).isEmpty();

        bench.round(GOOD);
        assertThat(bench.state().notInForce().orElseThrow())
                .startsWith("clients in eks1 send 38 % of 6,666 requests to eks1 where the routes say 10 %")
                .contains("private VirtualService", "istioctl proxy-status");
        assertThat(bench.state().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(bench.state().reason().text()).startsWith("NotInForce: clients in eks1 send 38 %");

        bench.rounds(30, GOOD);
        assertThat(bench.phase()).isEqualTo(Phases.shifting(1));
        assertThat(bench.router.applies()).isEmpty();
    }

    @Test
    void shouldGoOnWhenTheRoutesComeIntoForce() {
        bench.standingIn(Phases.shifting(1)).ownWay(EKS1, 0.38).rounds(6, GOOD);
        bench.allFollow().round(GOOD);
        assertThat(bench.state().notInForce()).as("half of what is looked at").isPresent();

        bench.round(GOOD);
        assertThat(bench.state().notInForce()).isEmpty();
        assertThat(bench.phase()).isEqualTo(Phases.shifting(2));
    }

    @Test
    void shouldHoldWhereTheClientsOfOneClusterSendTooFewThoughTheSumIsFine() {
        bench.standingIn(Phases.shifting(2)).ownWay(GKE3, 0.35).rounds(10, GOOD);

        assertThat(bench.phase()).isEqualTo(Phases.shifting(2));
        assertThat(bench.state().reason().text())
                .startsWith(
                        "NotInForce: clients in gke3 send 35 % of 6,666 requests to eks1 where the routes say 50 %");
    }

    @Test
    void shouldNotBeginWhereTheDestinationGetsRequestsThatTheRoutesGiveItNot() {
        bench.standingIn(Phases.shifting(0)).ownWay(GKE3, 0.3).rounds(10, GOOD);
        assertThat(bench.phase()).isEqualTo(Phases.shifting(0));
        assertThat(bench.state().reason().text())
                .startsWith("NotInForce: clients in gke3 send 30 % of 6,666 requests to eks1 where the routes say 0 %");

        bench.allFollow().rounds(2, GOOD);
        assertThat(bench.phase()).isEqualTo(Phases.shifting(1));
    }

    @Test
    void shouldBeginWithoutANameWhereTheyCameBeforeTheRoutesStood() {
        bench.standingIn(Phases.shifting(0)).ownWay(GKE3, 0.3).rounds(2, GOOD);
        assertThat(bench.state().reason().text()).startsWith("waiting until it is clear: clients in gke3 send 30 %");

        bench.allFollow().round(GOOD);
        assertThat(bench.state().notInForce()).isEmpty();
        assertThat(bench.phase()).isEqualTo(Phases.shifting(1));
    }

    @Test
    void shouldRollBackForHarmAsEver() {
        bench.standingIn(Phases.shifting(2)).ownWay(EKS1, 0.9).rounds(5, GOOD);
        assertThat(bench.state().notInForce()).isPresent();
        bench.rounds(4, BAD);

        assertThat(bench.phase().kind()).isEqualTo(Phase.Kind.ROLLED_BACK);
        assertThat(bench.state().reason().text()).contains("evidence for harm").doesNotContain("NotInForce");
        assertThat(bench.state().notInForce()).as("nothing is judged any more").isEmpty();
    }

    @Test
    void shouldNotSucceedWhileClientsStillUseTheSource() {
        bench.standingIn(Phases.ALL).ownWay(GKE3, 0).rounds(60, GOOD);
        assertThat(bench.phase()).isEqualTo(Phases.ALL);
        assertThat(bench.state().reason().text())
                .startsWith(
                        "NotInForce: clients in gke3 send 0 % of 6,666 requests to eks1 where the routes say 100 %");

        bench.allFollow().rounds(2, GOOD);
        assertThat(bench.phase()).isEqualTo(new Succeeded());
    }

    @Test
    void shouldLetAPersonPromoteAllTheSame() {
        bench.standingIn(Phases.shifting(1)).ownWay(EKS1, 0.38).rounds(6, GOOD);
        bench.wants(Intent.PROMOTE).round(GOOD);

        assertThat(bench.phase()).isEqualTo(Phases.ALL);
        assertThat(bench.state().notInForce()).as("another weight").isEmpty();
    }

    @Test
    void shouldGoOnSayingSoWhenATickReadsNothingOrTheProcessIsAnother() {
        bench.standingIn(Phases.shifting(1)).ownWay(EKS1, 0.38).rounds(6, GOOD);
        String found = bench.state().notInForce().orElseThrow();

        bench.metrics.fail(PLAN.service(), Problem.FAILED, "prometheus of eks1 refused");
        bench.clock.advance(Duration.ofSeconds(10));
        bench.round().tick();
        assertThat(bench.state().notInForce()).contains(found);
        assertThat(bench.state().reason().text()).startsWith("prometheus of eks1 refused; pauses if that lasts until");

        bench.restarted();
        bench.round(GOOD);
        assertThat(bench.state().notInForce()).isPresent();
        assertThat(bench.phase()).isEqualTo(Phases.shifting(1));

        bench.allFollow().rounds(4, GOOD);
        assertThat(bench.state().notInForce()).isEmpty();
    }

    @Test
    void shouldLookAnewAfterDrift() {
        bench.standingIn(Phases.shifting(1)).ownWay(EKS1, 0.38).rounds(6, GOOD);
        bench.show(EKS1, Weight.NONE);
        bench.allFollow().round(GOOD);

        assertThat(bench.state().notInForce()).isEmpty();
    }

    @Test
    void shouldWriteItWhenItChangesAndItsNumbersOnceAMinute() {
        bench.standingIn(Phases.shifting(1)).ownWay(EKS1, 0.38).rounds(4, GOOD);
        String first = bench.state().notInForce().orElseThrow();
        bench.ownWay(EKS1, 0.45).rounds(2, GOOD);
        assertThat(bench.state().notInForce()).contains(first);

        bench.rounds(4, GOOD);
        assertThat(bench.state().notInForce().orElseThrow()).contains("send 45 %");
    }
}
