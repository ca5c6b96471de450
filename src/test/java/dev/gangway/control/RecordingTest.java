package dev.gangway.control;

import static dev.gangway.control.LoopBench.GOOD;
import static dev.gangway.control.LoopBench.ID;
import static dev.gangway.control.LoopBench.PLAN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.control.LoopBench.Clients;
import dev.gangway.domain.analysis.Objectives;
import dev.gangway.domain.analysis.Objectives.RiskLimits;
import dev.gangway.domain.analysis.Verdict;
import dev.gangway.domain.shift.Phases;
import dev.gangway.domain.shift.Request.Intent;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.shift.Shifts;
import dev.gangway.domain.shift.Succeeded;
import dev.gangway.domain.traffic.TrafficSplit;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is written of a shift, and how often. */
class RecordingTest {
    /** One to the destination at a tenth. */
    private static final Clients FEW = new Clients(10, 0);

    /** Stays inconclusive for as long as that. */
    private static final ShiftPlan PATIENT = patient();

    private final LoopBench bench = new LoopBench();

    @Test
    void shouldWriteNothingWhenNothingChanges() {
        bench.standingIn(new Succeeded()).round();
        int written = bench.shifts.written().size();
        for (int i = 0; i < 100; i++) {
            bench.clock.advance(LoopBench.ROUND);
            bench.round().tick();
        }

        assertThat(bench.shifts.written().size() - written).isLessThanOrEqualTo(1);
        assertThat(bench.router.applies()).isEmpty();
    }

    @Test
    void shouldWriteEvidenceThatOnlyGrowsOnceAMinute() {
        bench.in(PATIENT, Phases.shifting(1)).showing(Phases.shifting(1)).rounds(3, FEW);
        int written = bench.shifts.written().size();
        bench.rounds(30, FEW);

        assertThat(bench.shifts.written()).hasSize(written + 5);
        assertThat(bench.state().evidence().destination().requests()).isPositive();
        assertThat(bench.phase()).isEqualTo(Phases.shifting(1));
    }

    @Test
    void shouldWriteOnceInTheRoundThatTheRoutesOfAllClustersHaveChangedOneAfterTheOther() {
        bench.in(Phases.shifting(2)).showing(Phases.shifting(1)).tick();
        TrafficSplit before = ShiftState.wanted(Phases.shifting(1), PLAN);
        TrafficSplit after = ShiftState.wanted(Phases.shifting(2), PLAN);
        int written = bench.shifts.written().size();
        bench.router.clusters().forEach(cluster -> {
            bench.show(cluster, after.toDestination());
            bench.tick();
        });
        assertThat(bench.shifts.written()).hasSize(written);
        assertThat(bench.state().standing().values()).containsOnly(before);

        bench.round(FEW);
        assertThat(bench.shifts.written()).hasSize(written + 1);
        assertThat(bench.state().standing().values()).containsOnly(after);
    }

    @Test
    void shouldWriteAtOnceThatWhatWasCountedIsNotOfTheWeightThatStands() {
        bench.standingIn(Phases.shifting(2)).rounds(8, FEW);
        assertThat(bench.state().evidence().validFrom()).isPresent();
        int written = bench.shifts.written().size();

        bench.show(Shifts.EKS1, ShiftState.wanted(Phases.shifting(1), PLAN).toDestination());
        bench.tick();

        assertThat(bench.shifts.written()).hasSize(written + 1);
        assertThat(bench.state().evidence().validFrom()).isEmpty();
    }

    @Test
    void shouldGoOnWithTheEvidenceThatWasWrittenAfterARestart() {
        bench.in(PATIENT, Phases.shifting(1)).showing(Phases.shifting(1)).rounds(10, FEW);
        long written = bench.state().evidence().destination().requests();
        bench.restarted();
        bench.rounds(7, FEW);

        assertThat(written).isPositive();
        assertThat(bench.state().evidence().destination().requests()).isGreaterThan(written);
    }

    @Test
    void shouldWaitForTheWholeSoakAgainAfterARestart() {
        bench.standingIn(Phases.shifting(1)).rounds(2, GOOD);
        bench.restarted();
        bench.round(GOOD);
        assertThat(bench.phase()).isEqualTo(Phases.shifting(1));

        bench.rounds(2, GOOD);
        assertThat(bench.phase()).isEqualTo(Phases.shifting(2));
    }

    @Test
    void shouldKeepTheLastFiftyDecisionsWithTheirNumbers() {
        bench.standingIn(Phases.shifting(1));
        for (int i = 0; i < 40; i++) {
            bench.clock.advance(Duration.ofSeconds(1));
            bench.wants(Intent.PAUSE).tick().wants(Intent.ADVANCE).tick();
        }

        List<ShiftState.HistoryEntry> history = bench.state().history();
        assertThat(history).hasSize(ShiftState.MAX_HISTORY);
        assertThat(history).last().satisfies(entry -> {
            assertThat(entry.weight()).isEqualTo(ShiftState.wanted(Phases.shifting(1), PLAN));
            assertThat(entry.reason().text()).isEqualTo("resumed by ana");
        });
        bench.rounds(5, GOOD);
        assertThat(bench.state().history()).last().satisfies(entry -> {
            assertThat(entry.reason().findings()).isNotEmpty();
            assertThat(entry.verdict()).isEqualTo(Verdict.HEALTHY);
        });
    }

    @Test
    void shouldLeaveTheWordsOfTheLastRoundStandingAtATick() {
        bench.standingIn(Phases.shifting(1)).rounds(2, FEW);
        String said = bench.state().reason().text();
        bench.clock.advance(Duration.ofMinutes(5));
        bench.tick();

        assertThat(bench.state().reason().text()).isEqualTo(said);
        assertThat(bench.state().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void shouldTellTheMeterOfEveryTurn() {
        bench.standingIn(Phases.shifting(1)).round(GOOD).tick();

        assertThat(bench.meter.turns()).hasSize(2).allSatisfy(shift -> assertThat(shift.id())
                .isEqualTo(ID));
        assertThat(bench.meter.said()).contains("round of 1");
    }

    private static ShiftPlan patient() {
        Objectives usual = PLAN.objectives();
        RiskLimits risk = usual.risk();
        return new ShiftPlan(
                PLAN.id(),
                PLAN.service(),
                PLAN.source(),
                PLAN.destination(),
                PLAN.ladder(),
                PLAN.pacing(),
                new Objectives(
                        usual.errors(),
                        usual.latency(),
                        new RiskLimits(
                                risk.falseRollbacks(), risk.exposureBudget(), 1000, Duration.ofDays(1), risk.pace()),
                        usual.failures()),
                PLAN.subsetLabel(),
                PLAN.onDelete(),
                PLAN.mode());
    }
}
