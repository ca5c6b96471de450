package dev.gangway.control.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.control.Preflight.Check;
import dev.gangway.control.Preflight.Result;
import dev.gangway.domain.shift.Precautions;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.shift.Shifts;
import dev.gangway.domain.shift.Supply;
import dev.gangway.domain.shift.Supply.Autoscaler;
import dev.gangway.domain.shift.Supply.Known;
import dev.gangway.fake.FakePods;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CapacityPreflightTest {
    private static final ShiftPlan PLAN = Shifts.plan();

    private final FakePods pods = new FakePods();
    private final CapacityPreflight preflight = new CapacityPreflight(pods);

    @Test
    void shouldPassWhereTheDestinationHasWhatAllTrafficNeedsOrMayHaveIt() {
        assertThat(check(PLAN).result()).isEqualTo(Result.PASS);

        pods.supply(Shifts.EKS1, scaled(1, 9));
        assertThat(check(PLAN).result()).isEqualTo(Result.PASS);
    }

    @Test
    void shouldWarnOfNoPodAsTheFirstStepWaitsForOne() {
        pods.pods(Shifts.EKS1, 0);

        assertThat(check(PLAN))
                .isEqualTo(new Check(
                        "capacity",
                        "capacity",
                        Result.WARN,
                        "eks1 has no ready pod of shop/cart",
                        "the first step waits for one, and 100 % needs 9"));
    }

    @Test
    void shouldWarnOfAMaximumThatIsTooLowWithTheWeightAtWhichItWouldHold() {
        pods.supply(Shifts.EKS1, scaled(1, 6));

        assertThat(check(PLAN).result()).isEqualTo(Result.WARN);
        assertThat(check(PLAN).words())
                .isEqualTo(
                        "eks1 has 1 ready of shop/cart and may have 6; 100 % needs 9, as k8s2 has 10: the shift would hold"
                                + " at 50 %: raise the maximum of HorizontalPodAutoscaler cart there to 9");
    }

    @Test
    void shouldNotKnowWhereAClusterIsNotKnown() {
        pods.supply(Shifts.K8S2, new Supply.Unknown("it does not answer"));

        assertThat(check(PLAN).result()).isEqualTo(Result.UNKNOWN);
        assertThat(check(PLAN).seen()).isEqualTo("the ready pods of cart in k8s2 are not known: it does not answer");
    }

    @Test
    void shouldPassWherePodsAreNotCounted() {
        pods.pods(Shifts.EKS1, 0);

        assertThat(check(PLAN.with(new Precautions(Set.of(), BigDecimal.ZERO, false)))
                        .result())
                .isEqualTo(Result.PASS);
    }

    private Check check(ShiftPlan plan) {
        return preflight.check(plan).get(0);
    }

    private static Known scaled(int ready, int maximum) {
        return new Known(
                ready,
                Optional.of(new Autoscaler("HorizontalPodAutoscaler", "cart", 1, maximum)),
                Optional.of("deployment/cart"));
    }
}
