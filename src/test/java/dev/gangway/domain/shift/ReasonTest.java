package dev.gangway.domain.shift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.gangway.domain.analysis.Assessment;
import dev.gangway.domain.analysis.Evidence;
import dev.gangway.domain.analysis.Finding;
import dev.gangway.domain.analysis.Verdict;
import dev.gangway.domain.shift.Reason.Cause;
import dev.gangway.domain.shift.Request.Intent;
import dev.gangway.domain.shift.RouteTarget.Stage;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.Protocol;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What a decision says for itself, and when it wants to look again. */
class ReasonTest {
    private static final Observations HEALTHY = Observations.quiet().verdict(Verdict.HEALTHY);

    @Test
    void shouldNameTheClusterThatCannotBeReached() {
        Decision decision =
                decide(Phases.shifting(1), HEALTHY.behind(Shifts.EKS1).unreachable(Shifts.K8S2));

        assertThat(decision.reason())
                .isEqualTo(Reason.of(
                        Cause.CLUSTER, "waiting for cluster k8s2, which can't be reached: connection refused"));
    }

    @Test
    void shouldNameTheClustersThatAreBehindAndTheSplitThatIsAwaited() {
        Decision decision = decide(Phases.shifting(1), HEALTHY.behind(Shifts.EKS1));

        assertThat(decision.reason().cause()).isEqualTo(Cause.ROUTES);
        assertThat(decision.reason().text()).contains("eks1", "90/10 k8s2/eks1").doesNotContain("[k8s2");
        assertThat(decision.lookAgainAfter()).isEmpty();
    }

    @Test
    void shouldNameTheStageThatIsAwaited() {
        Decision decision = decide(new Preparing(Stage.DESTINATION_SUBSETS), HEALTHY.behind(Shifts.EKS1));

        assertThat(decision.reason().text()).contains("eks1", "the subsets in the destination");
    }

    @Test
    void shouldLookAgainWhenTheProxiesCanHaveFollowed() {
        Decision decision = decide(new Preparing(Stage.ROUTES), HEALTHY.standingFor(Duration.ofSeconds(4)));

        assertThat(decision.reason().text())
                .isEqualTo("every cluster shows routes at 100/0 k8s2/eks1; waiting for it to reach the proxies");
        assertThat(decision.lookAgainAfter()).contains(Shifts.PACING.propagation());
    }

    @Test
    void shouldWaitForAReadingWhenThisTickHadNone() {
        Decision decision = decide(Phases.shifting(1), Observations.quiet());

        assertThat(decision.reason()).isEqualTo(Reason.of(Cause.TIME, "waiting for the next reading of the metrics"));
    }

    @Test
    void shouldSayHowLongAHealthyStepLastsAtLeast() {
        Observations early = HEALTHY.standingFor(Duration.ofSeconds(1));

        assertThat(List.of(decide(Phases.shifting(1), early), decide(Phases.CONTROL, early), decide(Phases.ALL, early)))
                .extracting(decision -> decision.reason().cause(), decision -> decision.reason()
                        .text())
                .containsExactly(
                        tuple(Cause.TIME, "the verdict is healthy; staying for 20 s at least"),
                        tuple(Cause.TIME, "the verdict is healthy; staying for 60 s at least"),
                        tuple(Cause.TIME, "the verdict is healthy; staying for 120 s at least"));
    }

    @Test
    void shouldKeepTheNumbersThatLedToADecision() {
        Finding finding = new Finding(
                Finding.Objective.ERROR_RATIO,
                Verdict.DEGRADED,
                Shifts.K8S2,
                Shifts.EKS1,
                Protocol.HTTP,
                OptionalDouble.of(0.2),
                OptionalDouble.of(0.001),
                OptionalDouble.of(0.0065),
                20,
                100,
                0,
                1400,
                1000);
        Assessment harm =
                new Assessment(Verdict.DEGRADED, Optional.empty(), Evidence.NONE, List.of(finding), "20 of 100 failed");
        Observation seen = HEALTHY.seen();
        Decision decision = Phases.shifting(1)
                .decide(
                        Shifts.plan(),
                        new Observation(
                                seen.at(),
                                seen.request(),
                                seen.attempt(),
                                seen.clusters(),
                                seen.left(),
                                seen.standingSince(),
                                Optional.of(harm),
                                List.of()));

        Reason expected = new Reason(Cause.VERDICT, "20 of 100 failed", List.of(finding));
        assertThat(decision.reason()).isEqualTo(expected);
        assertThat(decision.next()).isEqualTo(new RollingBack(expected, Optional.of(Stage.ROUTES)));
    }

    @Test
    void shouldSayWhoWantedItAndWhy() {
        Request pause = new Request(Intent.PAUSE, 1, Request.Origin.PERSON, "ana", "lunch", false);

        assertThat(decide(Phases.shifting(1), HEALTHY.request(pause)).reason())
                .isEqualTo(Reason.of(Cause.PERSON, "paused by ana: lunch"));
        assertThat(decide(Phases.shifting(1), HEALTHY.wanting(Intent.PAUSE)).reason())
                .isEqualTo(Reason.of(Cause.PERSON, "paused by ana"));
    }

    @Test
    void shouldFinishAPromotionAfterTheWatchWithoutAVerdict() {
        Observations promoted = Observations.quiet().wanting(Intent.PROMOTE).standingFor(Shifts.PACING.watch());

        assertThat(decide(Phases.ALL, promoted))
                .isEqualTo(Decision.go(
                        new Succeeded(),
                        Reason.of(Cause.TIME, "watched since it was promoted, and nothing spoke against it")));
        assertThat(decide(Phases.CONTROL, promoted.verdict(Verdict.INCONCLUSIVE))
                        .next())
                .isEqualTo(Phases.ALL);
        assertThat(decide(Phases.ALL, promoted.verdict(Verdict.DEGRADED)).next().kind())
                .isEqualTo(Phase.Kind.ROLLING_BACK);
    }

    @Test
    void shouldTellAnAlertFromAPerson() {
        Request alert = Shifts.alert(Intent.ROLL_BACK, "5xx above 5 %");

        assertThat(decide(Phases.shifting(1), HEALTHY.request(alert)).reason())
                .isEqualTo(Reason.of(Cause.ALERT, "rolled back by HighErrorRate: 5xx above 5 %"));
    }

    @Test
    void shouldKeepTheReasonOfARollbackUntilItsEnd() {
        Phase rollingBack = Phases.rollingBack(Optional.of(Stage.ROUTES));

        assertThat(decide(rollingBack, HEALTHY.behind(Shifts.EKS1)).reason()).isEqualTo(Phases.REASON);
        assertThat(decide(rollingBack, HEALTHY))
                .isEqualTo(Decision.go(new RolledBack(Phases.REASON, Optional.of(Stage.ROUTES)), Phases.REASON));
    }

    @Test
    void shouldKeepTheReasonOfAPause() {
        Observations paused = HEALTHY.wanting(Intent.PAUSE);

        assertThat(decide(Phases.paused(Phases.shifting(1)), paused).reason()).isEqualTo(Phases.REASON);
    }

    @Test
    void shouldListAllObstaclesWhilePending() {
        Decision decision = decide(new Pending(), Observations.quiet().obstacles("no gateway", "no remote secret"));

        assertThat(decision.reason()).isEqualTo(Reason.of(Cause.PREFLIGHT, "no gateway; no remote secret"));
    }

    @Test
    void shouldNameTheDestinationWhenAllTrafficIsThere() {
        ClusterName destination = Shifts.EKS1;

        assertThat(decide(new Succeeded(), HEALTHY).reason().text()).contains("all traffic", destination.value());
    }

    private static Decision decide(Phase phase, Observations observations) {
        return phase.decide(Shifts.plan(), observations.seen());
    }
}
