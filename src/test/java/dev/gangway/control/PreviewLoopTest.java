package dev.gangway.control;

import static dev.gangway.control.LoopBench.EKS1;
import static dev.gangway.control.LoopBench.GKE3;
import static dev.gangway.control.LoopBench.K8S2;
import static dev.gangway.control.LoopBench.ROUND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.domain.analysis.MetricWindow;
import dev.gangway.domain.analysis.Samples;
import dev.gangway.domain.analysis.Signal;
import dev.gangway.domain.analysis.Verdict;
import dev.gangway.domain.shift.Paused;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Phases;
import dev.gangway.domain.shift.Preview;
import dev.gangway.domain.shift.Request.Intent;
import dev.gangway.domain.shift.RouteTarget;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.shift.Shifts;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.Weight;
import dev.gangway.fake.InMemoryRouter.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Mirrored requests, then those with a header, then the first step. */
class PreviewLoopTest {
    private static final ShiftPlan PLAN = Shifts.previewing(Shifts.plan());
    private static final long REQUESTS = 10_000;
    private static final long WITH_HEADER = 40;

    private final LoopBench bench = new LoopBench();
    private final List<Phase> phases = new ArrayList<>();

    /** What share of the destination's answers fails. */
    private double failing = 0.001;

    private long withHeader = WITH_HEADER;
    private long lost;

    @Test
    void shouldMirrorAndThenTakeTheHeaderBeforeTheFirstStep() {
        rounds(40);

        assertThat(new LinkedHashSet<>(phases))
                .containsSequence(
                        Phases.MIRROR, Phases.shifting(0), Phases.HEADER, Phases.shifting(1), Phases.shifting(2));
        assertThat(targets())
                .containsSubsequence(
                        new RouteTarget(
                                RouteTarget.Stage.ROUTES, PLAN.baseline(), Optional.of(Phases.MIRROR.preview())),
                        new RouteTarget(RouteTarget.Stage.ROUTES, PLAN.baseline()),
                        new RouteTarget(
                                RouteTarget.Stage.ROUTES, PLAN.baseline(), Optional.of(Phases.HEADER.preview())),
                        new RouteTarget(RouteTarget.Stage.ROUTES, PLAN.split(new Weight(100))));
    }

    @Test
    void shouldStayInEachAsLongAsThePlanSays() {
        rounds(40);

        assertThat(phases.stream().filter(Phases.MIRROR::equals).count() * ROUND.toSeconds())
                .isGreaterThanOrEqualTo(Shifts.LASTS.toSeconds());
        assertThat(phases.stream().filter(Phases.HEADER::equals).count() * ROUND.toSeconds())
                .isGreaterThanOrEqualTo(Shifts.LASTS.toSeconds());
    }

    @Test
    void shouldCountMirroredRequestsWhereTheyAreReceivedInThePastAsWell() {
        rounds(40);

        assertThat(bench.history.counted())
                .extracting(counting -> counting.signal())
                .containsExactly(Signal.REQUESTS_RECEIVED, Signal.REQUESTS_SENT);
        List<Signal> asked = bench.metrics.counted().stream()
                .map(services -> services.get(PLAN.service()).signal())
                .distinct()
                .toList();
        assertThat(asked).containsExactly(Signal.REQUESTS_RECEIVED, Signal.REQUESTS_SENT);
    }

    @Test
    void shouldRollBackInTheTickThatSeesHarmInTheMirror() {
        in(Phases.MIRROR);
        rounds(3);
        failing = 0.5;
        int needed = 0;
        while (bench.phase().equals(Phases.MIRROR)) {
            assertThat(bench.state().verdict()).isNotEqualTo(Verdict.DEGRADED);
            rounds(1);
            needed++;
        }

        assertThat(needed).as("no more than a burst").isLessThanOrEqualTo(2);
        assertThat(bench.phase().kind()).isEqualTo(Phase.Kind.ROLLING_BACK);
        assertThat(bench.state().verdict()).isEqualTo(Verdict.DEGRADED);
        assertThat(targets()).last().isEqualTo(new RouteTarget(RouteTarget.Stage.ROUTES, PLAN.baseline()));
        rounds(1);
        assertThat(bench.phase().kind()).isEqualTo(Phase.Kind.ROLLED_BACK);
    }

    @Test
    void shouldRollBackOnHarmToThoseWithTheHeader() {
        in(Phases.HEADER);
        rounds(3);
        failing = 0.5;
        rounds(3);

        assertThat(bench.phase().kind()).isIn(Phase.Kind.ROLLING_BACK, Phase.Kind.ROLLED_BACK);
    }

    @Test
    void shouldTakeRequestsThatReachNoClusterForHarmToThoseWithTheHeader() {
        in(Phases.HEADER);
        rounds(3);
        withHeader = 0;
        lost = WITH_HEADER;
        rounds(6);

        assertThat(bench.phase().kind()).isIn(Phase.Kind.ROLLING_BACK, Phase.Kind.ROLLED_BACK);
    }

    @Test
    void shouldHoldAndSayThatNobodyHasSentTheHeader() {
        in(Phases.HEADER);
        withHeader = 0;
        rounds(60);

        assertThat(bench.phase()).isEqualTo(Phases.HEADER);
        assertThat(bench.state().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(bench.state().reason().text())
                .isEqualTo("waiting for somebody to send requests with the header 'x-gangway: destination'; none was"
                        + " seen yet");

        withHeader = WITH_HEADER;
        while (bench.phase().equals(Phases.HEADER)) {
            rounds(1);
        }
        assertThat(bench.phase()).isEqualTo(Phases.shifting(1));
    }

    @Test
    void shouldSayHowManyRequestsWithTheHeaderAreLacking() {
        in(Phases.HEADER);
        withHeader = 1;
        rounds(10);

        assertThat(bench.phase()).isEqualTo(Phases.HEADER);
        assertThat(bench.state().reason().text()).contains("more requests to eks1 until the next step is affordable");
    }

    @Test
    void shouldTakeNoRequestOfAPreviewForEvidenceAtTheFirstStep() {
        in(Phases.HEADER);
        while (bench.phase().equals(Phases.HEADER)) {
            rounds(1);
        }

        assertThat(bench.phase()).isEqualTo(Phases.shifting(1));
        assertThat(bench.state().evidence().destination().requests()).isZero();
        assertThat(bench.state().evidence().knowsSource()).isTrue();
    }

    @Test
    void shouldGoOnInThePreviewAfterARestartAndAfterAPause() {
        in(Phases.MIRROR);
        rounds(2);
        bench.restarted();
        bench.wants(Intent.PAUSE);
        rounds(2);
        assertThat(bench.phase()).isInstanceOf(Paused.class);
        assertThat(standing()).contains(Phases.MIRROR.preview());

        bench.wants(Intent.ADVANCE);
        rounds(1);
        assertThat(bench.phase()).isEqualTo(Phases.MIRROR);
    }

    @Test
    void shouldPromoteOutOfAPreview() {
        in(Phases.HEADER);
        rounds(2);
        bench.wants(Intent.PROMOTE);
        rounds(1);

        assertThat(bench.phase()).isEqualTo(Phases.ALL);
        assertThat(standing()).isEmpty();
    }

    private void in(Phase phase) {
        bench.in(PLAN, phase);
        RouteTarget target = phase.target(PLAN).orElseThrow();
        for (ClusterName cluster : List.of(K8S2, EKS1, GKE3)) {
            bench.router.set(
                    cluster, PLAN.service(), new Standing(true, Optional.of(target.split()), target.preview()));
        }
    }

    private Optional<Preview> standing() {
        return bench.router.standing(K8S2, PLAN.service()).preview();
    }

    private List<RouteTarget> targets() {
        return bench.router.applies().stream().map(apply -> apply.target()).toList();
    }

    private void rounds(int count) {
        if (bench.shifts.find(PLAN.id()).isEmpty()) {
            bench.shifts.add(PLAN, Shifts.wants(Intent.ADVANCE));
        }
        for (int i = 0; i < count; i++) {
            bench.clock.advance(ROUND);
            Instant now = bench.clock.instant();
            long there = atDestination();
            bench.metrics.answer(
                    PLAN.service(),
                    new MetricWindow(
                            now.minus(ROUND),
                            now,
                            Map.of(
                                    K8S2, Samples.fast(REQUESTS, REQUESTS / 1000),
                                    EKS1, Samples.fast(there, (long) (there * failing))),
                            lost));
            bench.round();
            phases.add(bench.phase());
        }
    }

    private long atDestination() {
        Optional<Preview> preview = standing();
        if (preview.isEmpty()) {
            return REQUESTS * bench.weights().getOrDefault(K8S2, 0) / 1000;
        }
        return preview.get() instanceof Preview.Mirror mirror
                ? REQUESTS * mirror.share().permille() / 1000
                : withHeader;
    }
}
