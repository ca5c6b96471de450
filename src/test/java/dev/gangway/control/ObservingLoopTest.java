package dev.gangway.control;

import static dev.gangway.control.LoopBench.BAD;
import static dev.gangway.control.LoopBench.EKS1;
import static dev.gangway.control.LoopBench.GKE3;
import static dev.gangway.control.LoopBench.GOOD;
import static dev.gangway.control.LoopBench.ID;
import static dev.gangway.control.LoopBench.K8S2;
import static dev.gangway.control.LoopBench.PLAN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.domain.analysis.Reading.Problem;
import dev.gangway.domain.analysis.Verdict;
import dev.gangway.domain.shift.Observing;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Request.Intent;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.shift.ShiftPlan.Mode;
import dev.gangway.domain.shift.ShiftPlan.OnDelete;
import dev.gangway.domain.shift.Shifts;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.Weight;
import dev.gangway.fake.InMemoryRouter.Standing;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A shift that only observes judges what somebody else has put in place, and writes no route whatever it sees. */
class ObservingLoopTest {
    private final LoopBench bench = new LoopBench();
    private final Map<ClusterName, Standing> before = new TreeMap<>();

    @AfterEach
    void nothingWasWritten() {
        assertThat(bench.router.applies()).isEmpty();
        before.forEach((cluster, standing) ->
                assertThat(bench.router.standing(cluster, PLAN.service())).isEqualTo(standing));
    }

    @Test
    void shouldSayThatItWouldBeginWhereTheDestinationHasNothing() {
        observing(0).rounds(10, GOOD);

        assertThat(bench.phase()).isEqualTo(new Observing());
        assertThat(bench.state().verdict()).isEqualTo(Verdict.HEALTHY);
        assertThat(bench.state().reason().text())
                .isEqualTo("would go on to 10 %: k8s2 is measured: 0.1 % of its requests fail");
    }

    @Test
    void shouldSayThatItWouldGoOnFromTheShareThatIsMeasured() {
        observing(120).rounds(10, GOOD);

        assertThat(bench.state().reason().text())
                .startsWith("would go on to 50 %: ")
                .contains("requests to eks1 failed");
        assertThat(bench.state().verdict()).isEqualTo(Verdict.HEALTHY);
    }

    @Test
    void shouldSayThatItWouldRollBackAndGoOnSayingSo() {
        observing(500).rounds(10, BAD);

        assertThat(bench.phase()).isEqualTo(new Observing());
        assertThat(bench.state().verdict()).isEqualTo(Verdict.DEGRADED);
        assertThat(bench.state().reason().text())
                .startsWith("would roll back: ")
                .contains("evidence for harm");
    }

    @Test
    void shouldSayThatItWouldTakeAControlWhereNothingIsLeftAtTheSource() {
        observing(1000).rounds(3, GOOD).round(BAD);

        assertThat(bench.state().reason().text())
                .startsWith("would go to 50 %: ")
                .endsWith("for a control");
    }

    @Test
    void shouldSayWhatItWaitsFor() {
        bench.history.fail(Problem.FAILED, "prometheus of k8s2 refused");
        observing(100).rounds(10, GOOD);

        assertThat(bench.state().reason().text())
                .isEqualTo("would wait: the past of the source could not be read: prometheus of k8s2 refused");
    }

    @Test
    void shouldLeaveAnUnreachableOrForeignClusterAlone() {
        observing(100);
        bench.router.reachable(GKE3, false);
        bench.show(EKS1, new Weight(300));
        before.put(EKS1, bench.router.standing(EKS1, PLAN.service()));
        bench.rounds(10, GOOD).tick().rounds(10, BAD);

        assertThat(bench.phase()).isEqualTo(new Observing());
    }

    @Test
    void shouldTellOnceThatItObservesAndNothingAfterwards() {
        observing(100).rounds(20, GOOD);

        assertThat(bench.announcer.events()).singleElement().satisfies(event -> assertThat(event.to())
                .isEqualTo(Phase.Kind.OBSERVING));
    }

    @Test
    void shouldLeaveEverythingWhenItIsDeletedThoughItWasToRestore() {
        observing(100).rounds(5, GOOD);
        bench.commands.delete(ID);
        bench.tick();

        assertThat(bench.shifts.find(ID)).isEmpty();
    }

    /** Somebody else gives the destination so much in every cluster. */
    private LoopBench observing(int permille) {
        for (ClusterName cluster : new ClusterName[] {K8S2, EKS1, GKE3}) {
            if (permille > 0) {
                bench.show(cluster, new Weight(permille));
            }
            before.put(cluster, bench.router.standing(cluster, PLAN.service()));
        }
        ShiftPlan plan = Shifts.plan(OnDelete.RESTORE, Mode.OBSERVE);
        ShiftRecord unused = bench.shifts.add(plan, Shifts.wants(Intent.ADVANCE));
        return bench;
    }
}
