package dev.gangway.control;

import static dev.gangway.control.LoopBench.EKS1;
import static dev.gangway.control.LoopBench.GKE3;
import static dev.gangway.control.LoopBench.K8S2;
import static dev.gangway.control.LoopBench.PLAN;
import static dev.gangway.control.LoopBench.ROUND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.domain.analysis.History;
import dev.gangway.domain.analysis.LatencyHistogram;
import dev.gangway.domain.analysis.MetricWindow;
import dev.gangway.domain.analysis.Objectives;
import dev.gangway.domain.analysis.Signal;
import dev.gangway.domain.analysis.Traffic;
import dev.gangway.domain.analysis.Verdict;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Request.Intent;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.shift.Shifts;
import dev.gangway.domain.shift.Succeeded;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.Ladder;
import dev.gangway.domain.traffic.Protocol;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A service that speaks TCP is moved in few steps, on what becomes of its connections. */
class ConnectionShiftTest {
    private static final ShiftPlan OF_CONNECTIONS = new ShiftPlan(
            PLAN.id(),
            PLAN.service(),
            PLAN.source(),
            PLAN.destination(),
            Ladder.OF_CONNECTIONS,
            PLAN.pacing(),
            Objectives.DEFAULT.of(Protocol.TCP),
            PLAN.subsetLabel(),
            PLAN.onDelete(),
            PLAN.mode());

    private final LoopBench bench = new LoopBench();

    @BeforeEach
    void start() {
        Instant now = bench.clock.instant();
        bench.history.answer(new History.Recorded(IntStream.range(0, 360)
                .mapToObj(n -> window(now.minus(ROUND.multipliedBy(360 - n)), Map.of(K8S2, connections(1000, 1)), 0))
                .toList()));
        bench.shifts.add(OF_CONNECTIONS, Shifts.wants(Intent.ADVANCE));
    }

    @Test
    void shouldReachTheDestinationInFewStepsOnConnectionsThatStand() {
        rounds(60, 0.001, 1);

        assertThat(bench.phase()).isEqualTo(new Succeeded());
        assertThat(bench.announcer.events())
                .extracting(event -> event.after().toDestination().permille())
                .containsOnly(0, 100, 500, 1000)
                .isSorted();
        assertThat(bench.metrics.counting(PLAN.service()).signal()).isEqualTo(Signal.CONNECTIONS);
        assertThat(bench.announcer.events())
                .extracting(event -> event.reason().text())
                .noneMatch(reason -> reason.contains("request") || reason.contains(" ms"))
                .anyMatch(reason -> reason.matches("\\d+ of \\d+ connections to eks1 failed .*"));
    }

    @Test
    void shouldRollBackInTheTickThatSeesConnectionsFail() {
        until(100, 0.001);
        round(0.5, 1);

        assertThat(bench.phase().kind()).isEqualTo(Phase.Kind.ROLLING_BACK);
        assertThat(bench.state().verdict()).isEqualTo(Verdict.DEGRADED);
        assertThat(bench.state().reason().text()).matches("\\d+ of \\d+ connections to eks1 failed \\(.*");
        assertThat(bench.weights()).isEqualTo(Map.of(K8S2, 0, EKS1, 0, GKE3, 0));
    }

    @Test
    void shouldHoldWhereConnectionsDoNotArrive() {
        until(100, 0.001);
        rounds(10, 0, 0);

        assertThat(bench.phase().kind()).isEqualTo(Phase.Kind.SHIFTING);
        assertThat(bench.weights()).isEqualTo(Map.of(K8S2, 100, EKS1, 100, GKE3, 100));
        assertThat(bench.state().reason().text()).contains("connections were expected at eks1 by now");
    }

    private void until(int permille, double failing) {
        for (int i = 0; i < 30 && bench.weights().getOrDefault(K8S2, 0) < permille; i++) {
            round(failing, 1);
        }
        assertThat(bench.weights()).containsEntry(K8S2, permille);
    }

    private void rounds(int count, double failing, double arriving) {
        for (int i = 0; i < count; i++) {
            round(failing, arriving);
        }
    }

    private void round(double failing, double arriving) {
        bench.clock.advance(ROUND);
        long there = bench.weights().getOrDefault(K8S2, 0);
        long arrived = Math.round(there * arriving);
        bench.metrics.answer(
                PLAN.service(),
                window(
                        bench.clock.instant().minus(ROUND),
                        Map.of(
                                K8S2,
                                connections(1000 - there, there == 1000 ? 0 : 1),
                                EKS1,
                                connections(arrived, Math.round(arrived * failing))),
                        0));
        bench.round();
    }

    private static MetricWindow window(Instant from, Map<ClusterName, Traffic> traffic, long lost) {
        return new MetricWindow(from, from.plus(ROUND), traffic, lost);
    }

    private static Traffic connections(long opened, long failed) {
        return new Traffic(opened, failed, LatencyHistogram.EMPTY);
    }
}
