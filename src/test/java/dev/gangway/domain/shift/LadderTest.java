package dev.gangway.domain.shift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gangway.domain.analysis.Verdict;
import dev.gangway.domain.traffic.Weight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LadderTest {

    @Test
    void shouldClimbFromOneToNinetyFivePerCentByDefault() {
        assertThat(Ladder.DEFAULT.rungs())
                .extracting(Weight::toString)
                .containsExactly("1 %", "5 %", "10 %", "25 %", "50 %", "75 %", "95 %");
    }

    @ParameterizedTest
    @CsvSource({"0, 100", "99, 100", "100, 500", "300, 500", "500, 950", "950, 1000"})
    void shouldFindTheLowestRungAboveAWeightAlsoWhereThatIsNoRungAnyMore(int weight, int above) {
        assertThat(Shifts.LADDER.above(new Weight(weight))).isEqualTo(new Weight(above));
    }

    @Test
    void shouldEndAtItsLastRung() {
        assertThat(Shifts.LADDER.last()).isEqualTo(new Weight(950));
    }

    @ParameterizedTest
    @CsvSource({
        "'0',         0 % follows 0 %",
        "'100,100',   10 % follows 10 %",
        "'100,50',    5 % follows 10 %",
        "'100,1000',  100 % follows 10 %",
    })
    void shouldRefuseStepsThatDoNotRiseBetweenNoneAndAll(String permilles, String complaint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ladder(permilles))
                .withMessage("steps must rise strictly between 0 and 100 %, but " + complaint);
    }

    @Test
    void shouldRefuseALadderWithoutSteps() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Ladder(List.of()))
                .withMessage("a ladder has 1 to 50 steps, not 0");
    }

    @Test
    void shouldHaveFiftyStepsAtMost() {
        assertThat(rungs(50).rungs()).hasSize(50);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rungs(51))
                .withMessage("a ladder has 1 to 50 steps, not 51");
    }

    @Test
    void shouldNotChangeWithTheListItWasMadeOf() {
        List<Weight> rungs = new ArrayList<>(List.of(new Weight(1)));
        Ladder ladder = new Ladder(rungs);
        rungs.clear();

        assertThat(ladder.rungs()).containsExactly(new Weight(1));
    }

    @Test
    void shouldGoFromNoneToBakingOverASingleStep() {
        ShiftPlan oneStep = with(ladder("500"));
        Observation healthy = Observations.quiet().verdict(Verdict.HEALTHY).seen();

        Phase next = Phases.shifting(0).decide(oneStep, healthy).next();

        assertThat(next).isEqualTo(new Baking(new Weight(500)));
        assertThat(next.target(oneStep).orElseThrow().split()).hasToString("50/50 k8s2/eks1");
    }

    @ParameterizedTest
    @CsvSource({"'100,500'", "'1'", "'990'", "'200,300,400'", "'499,501'"})
    void shouldMoveNoTrafficWhenTheStepsAreEdited(String permilles) {
        ShiftPlan edited = with(ladder(permilles));

        assertThat(List.<Phase>of(
                        Phases.shifting(1), Phases.shifting(2), Phases.CONTROL, Phases.paused(Phases.CONTROL)))
                .allSatisfy(phase -> {
                    assertThat(phase.target(edited)).isEqualTo(phase.target(Shifts.plan()));
                    assertThat(phase.decide(edited, Observations.quiet().seen())
                                    .next()
                                    .target(edited))
                            .isEqualTo(phase.target(Shifts.plan()));
                });
    }

    @ParameterizedTest
    @CsvSource({
        "'100,600,950', Shifting[weight=60 %]",
        "'100,600', Baking[weight=60 %]",
        "'10,20', Baking[weight=100 %]"
    })
    void shouldGoOnFromAnEditedAwayWeightToTheNextStepAboveIt(String permilles, String next) {
        Observation healthy = Observations.quiet().verdict(Verdict.HEALTHY).seen();

        assertThat(Phases.shifting(2).decide(with(ladder(permilles)), healthy).next())
                .hasToString(next);
    }

    private static ShiftPlan with(Ladder ladder) {
        ShiftPlan plan = Shifts.plan();
        return new ShiftPlan(
                plan.id(),
                plan.service(),
                plan.source(),
                plan.destination(),
                ladder,
                plan.pacing(),
                plan.objectives(),
                plan.subsetLabel(),
                plan.onDelete());
    }

    private static Ladder ladder(String permilles) {
        return new Ladder(Arrays.stream(permilles.split(",", -1))
                .map(Integer::valueOf)
                .map(Weight::new)
                .toList());
    }

    private static Ladder rungs(int count) {
        return new Ladder(IntStream.rangeClosed(1, count).mapToObj(Weight::new).toList());
    }
}
