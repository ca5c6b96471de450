package dev.gangway.control;

import static dev.gangway.control.LoopBench.EKS1;
import static dev.gangway.control.LoopBench.K8S2;
import static dev.gangway.control.LoopBench.PLAN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.domain.analysis.ClientCounts;
import dev.gangway.domain.analysis.Evidence;
import dev.gangway.domain.analysis.MetricWindow;
import dev.gangway.domain.shift.ClusterView;
import dev.gangway.domain.shift.Phases;
import dev.gangway.domain.shift.RouteTarget;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.Weight;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** From when on evidence counts, and what ends it. */
class GatheringTest {
    private static final Instant NOW = Instant.parse("2025-01-15T10:00:00Z");
    private static final Duration PROPAGATION = PLAN.pacing().propagation();
    private static final ClusterView SHOWN = new ClusterView.Seen(true, Optional.empty());
    private static final ClusterView OTHER = new ClusterView.Seen(false, Optional.empty());
    private static final ClusterView UNKNOWN = new ClusterView.Unreachable("connection refused");
    private static final Gathering BEGUN =
            new Gathering(Phases.shifting(1).target(PLAN), Optional.empty(), Evidence.NONE, InForce.NONE);

    @Test
    void shouldCountFromTheMomentThatAllShowTheTargetPlusPropagation() {
        Gathering shown = seen(BEGUN, SHOWN, NOW);

        assertThat(shown.standingSince()).contains(NOW);
        assertThat(shown.evidence().validFrom()).contains(NOW.plus(PROPAGATION));
    }

    @Test
    void shouldKeepTheMomentWhileAllGoOnShowingTheTarget() {
        Gathering later = seen(seen(BEGUN, SHOWN, NOW), SHOWN, NOW.plusSeconds(30));

        assertThat(later).isEqualTo(seen(BEGUN, SHOWN, NOW));
    }

    @Test
    void shouldBeginAnewWhenAClusterShowsSomethingElse() {
        Gathering drifted = seen(seen(BEGUN, SHOWN, NOW), OTHER, NOW.plusSeconds(30));
        assertThat(drifted.standingSince()).isEmpty();
        assertThat(drifted.evidence().validFrom()).isEmpty();

        Gathering repaired = seen(drifted, SHOWN, NOW.plusSeconds(40));
        assertThat(repaired.evidence().validFrom()).contains(NOW.plusSeconds(40).plus(PROPAGATION));
    }

    @Test
    void shouldKeepTheEvidenceButNotTheTimeWhenAClusterCannotBeSeen() {
        Gathering unseen = seen(seen(BEGUN, SHOWN, NOW), UNKNOWN, NOW.plusSeconds(30));

        assertThat(unseen.standingSince()).isEmpty();
        assertThat(unseen.evidence().validFrom()).contains(NOW.plus(PROPAGATION));
    }

    @Test
    void shouldNotTakeNoClusterForAllClusters() {
        assertThat(BEGUN.seen(Map.of(), NOW, PLAN)).isEqualTo(BEGUN);
    }

    @Test
    void shouldGoOnAtTheSameTargetOnly() {
        Gathering shown = seen(BEGUN, SHOWN, NOW);

        assertThat(shown.towards(Phases.paused(Phases.shifting(1)).target(PLAN), PLAN))
                .isEqualTo(shown);
        assertThat(shown.towards(Phases.shifting(2).target(PLAN), PLAN))
                .isEqualTo(new Gathering(
                        Phases.shifting(2).target(PLAN),
                        Optional.empty(),
                        Evidence.NONE.restarted(new Weight(100)),
                        InForce.NONE));
    }

    @Test
    void shouldTakeTheRecordedEvidenceWhenItRemembersAnotherTarget() {
        LoopBench bench = new LoopBench().standingIn(Phases.shifting(2));
        ShiftRecord shift = bench.shifts.find(LoopBench.ID).orElseThrow();

        assertThat(Gathering.of(shift, null).target())
                .isEqualTo(Phases.shifting(2).target(PLAN));
        assertThat(Gathering.of(shift, BEGUN).target())
                .isEqualTo(Phases.shifting(2).target(PLAN));
        Gathering remembered = seen(Gathering.of(shift, null), SHOWN, NOW);
        assertThat(Gathering.of(shift, remembered)).isSameAs(remembered);
    }

    @Test
    void shouldLookForSharesOnlyWhereRoutesAreToStandAndNoPreview() {
        MetricWindow window = new MetricWindow(
                NOW, NOW.plusSeconds(10), Map.of(), 0, List.of(new ClientCounts("k8s2", Map.of(EKS1, 100L), 0)));
        Optional<RouteTarget> subsets =
                Optional.of(new RouteTarget(RouteTarget.Stage.SUBSETS, PLAN.split(Weight.NONE)));
        Optional<RouteTarget> routes = Optional.of(new RouteTarget(RouteTarget.Stage.ROUTES, PLAN.split(Weight.NONE)));

        assertThat(looked(subsets, window)).isEmpty();
        assertThat(looked(Optional.empty(), window)).isEmpty();
        assertThat(looked(Phases.MIRROR.target(PLAN), window)).isEmpty();
        assertThat(looked(Phases.HEADER.target(PLAN), window)).isEmpty();
        assertThat(looked(routes, window)).isPresent();
    }

    private static Optional<String> looked(Optional<RouteTarget> target, MetricWindow window) {
        return new Gathering(target, Optional.of(NOW), Evidence.NONE.validFrom(NOW), InForce.NONE)
                .looked(window, Duration.ofSeconds(9))
                .inForce()
                .notInForce();
    }

    private static Gathering seen(Gathering before, ClusterView ofEks1, Instant at) {
        Map<ClusterName, ClusterView> clusters = Map.of(K8S2, SHOWN, EKS1, ofEks1);
        return before.seen(clusters, at, PLAN);
    }
}
