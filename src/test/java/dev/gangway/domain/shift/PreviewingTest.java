package dev.gangway.domain.shift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gangway.domain.analysis.Verdict;
import dev.gangway.domain.shift.ShiftPlan.Mirrors;
import dev.gangway.domain.traffic.Weight;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreviewingTest {
    private static final ShiftPlan PLAN = Shifts.previewing(Shifts.plan());

    @Test
    void shouldAskForAPreviewAtTheBaseline() {
        assertThat(Phases.MIRROR.target(PLAN))
                .contains(new RouteTarget(
                        RouteTarget.Stage.ROUTES, PLAN.baseline(), Optional.of(Phases.MIRROR.preview())));
    }

    @Test
    void shouldKeepItsPreviewThoughThePlanHasAnotherNow() {
        ShiftPlan edited = PLAN.with(
                List.of(new PreviewStep(new Preview.Mirror(new Weight(900)), Duration.ofSeconds(1))), Mirrors.KEEP);

        assertThat(Phases.MIRROR.target(edited)).isEqualTo(Phases.MIRROR.target(PLAN));
    }

    @Test
    void shouldNotWaitForAStepThatWasTakenOut() {
        Decision decision = Phases.MIRROR.decide(
                Shifts.plan(),
                Observations.quiet()
                        .verdict(Verdict.HEALTHY)
                        .standingFor(Duration.ZERO)
                        .seen());

        assertThat(decision.next()).isEqualTo(Phases.shifting(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "X-Gangway", "host", ":path", "x gangway", "x-gängway", "@request.auth.claims.sub"})
    void shouldRefuseWhatIsNoNameOfAHeader(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Preview.Header(name, "destination"))
                .withMessageStartingWith("name '" + name + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " a", "a ", "a\nb", "ä"})
    void shouldRefuseWhatIsNoValueOfAHeader(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Preview.Header("x-gangway", value))
                .withMessageStartingWith("value '" + value + "'");
    }

    @Test
    void shouldRefuseAHeaderThatIsTooLong() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Preview.Header("x".repeat(65), "a"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Preview.Header("x", "a".repeat(257)));
        assertThat(new Preview.Header("x".repeat(64), "a".repeat(256)).value()).hasSize(256);
    }

    @Test
    void shouldRefuseAMirrorOfNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Preview.Mirror(Weight.NONE));
    }

    @Test
    void shouldTakeOneMirrorAndThenOneHeader() {
        PreviewStep mirror = new PreviewStep(Phases.MIRROR.preview(), Duration.ZERO);
        PreviewStep header = new PreviewStep(Phases.HEADER.preview(), Duration.ZERO);

        assertThatIllegalArgumentException().isThrownBy(() -> PLAN.with(List.of(header, mirror), Mirrors.KEEP));
        assertThatIllegalArgumentException().isThrownBy(() -> PLAN.with(List.of(mirror, mirror), Mirrors.KEEP));
    }

    @Test
    void shouldStandAtWeightZeroWithRoutesOnly() {
        Optional<Preview> preview = Optional.of(Phases.MIRROR.preview());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RouteTarget(RouteTarget.Stage.ROUTES, PLAN.split(new Weight(1)), preview));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RouteTarget(RouteTarget.Stage.SUBSETS, PLAN.baseline(), preview));
    }

    @Test
    void shouldSayWhichRoutesAreAwaited() {
        Decision decision = Phases.HEADER.decide(
                PLAN, Observations.quiet().behind(Shifts.EKS1).seen());

        assertThat(decision.reason().text())
                .contains("waiting for eks1 to show routes at")
                .contains("with the requests with the header 'x-gangway: destination'");
    }
}
