package dev.gangway.domain.shift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.domain.traffic.ClusterName;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ObservationTest {
    private static final Observations QUIET = Observations.quiet();
    private static final Observations ALL_UNREACHABLE =
            QUIET.unreachable(Shifts.K8S2).unreachable(Shifts.EKS1);

    @Test
    void shouldNotTakeNoClusterForEveryCluster() {
        Observation nothing = QUIET.clusters(Map.of()).seen();

        assertThat(nothing.everyClusterShowsTarget()).isFalse();
        assertThat(nothing.everyReachableClusterShowsTarget()).isFalse();
        assertThat(nothing.stoodFor(Duration.ZERO)).isFalse();
    }

    @Test
    void shouldNotTakeAnUnreachableClusterForOneThatShowsTheTarget() {
        Observation seen = QUIET.unreachable(Shifts.K8S2).seen();

        assertThat(seen.everyClusterShowsTarget()).isFalse();
        assertThat(seen.everyReachableClusterShowsTarget()).isTrue();
    }

    @Test
    void shouldNotCallARollbackDoneThatNoClusterWasSeenToShow() {
        Phase rollingBack = Phases.rollingBack(Optional.of(RouteTarget.Stage.ROUTES));

        assertThat(ALL_UNREACHABLE.seen().everyReachableClusterShowsTarget()).isFalse();
        assertThat(rollingBack.decide(Shifts.plan(), ALL_UNREACHABLE.seen()).next())
                .isEqualTo(rollingBack);
    }

    @Test
    void shouldNotHaveStoodWhenItIsNotKnownSinceWhen() {
        assertThat(QUIET.standingSince(Optional.empty()).seen().stoodFor(Duration.ZERO))
                .isFalse();
    }

    @Test
    void shouldHaveStoodAtTheMomentThatTheTimeIsOver() {
        Duration time = Duration.ofSeconds(20);

        assertThat(QUIET.standingFor(time).seen().stoodFor(time)).isTrue();
        assertThat(QUIET.standingFor(time.minusNanos(1)).seen().stoodFor(time)).isFalse();
    }

    @Test
    void shouldNotHaveStoodWhenTheClockWentBack() {
        assertThat(QUIET.standingFor(Duration.ofSeconds(-1)).seen().stoodFor(Duration.ZERO))
                .isFalse();
    }

    @Test
    void shouldNotLetItsClustersBeChanged() {
        Map<ClusterName, ClusterView> clusters = QUIET.seen().clusters();

        assertThatThrownBy(clusters::clear).isInstanceOf(UnsupportedOperationException.class);
    }
}
