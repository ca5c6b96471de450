package dev.gangway.domain.shift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.domain.analysis.Verdict;
import dev.gangway.domain.traffic.Ladder;
import dev.gangway.domain.traffic.Weight;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a shift when the steps of its policy are edited meanwhile. */
class EditedLadderTest {

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
                plan.onDelete(),
                plan.mode());
    }

    private static Ladder ladder(String permilles) {
        return new Ladder(Arrays.stream(permilles.split(",", -1))
                .map(Integer::valueOf)
                .map(Weight::new)
                .toList());
    }
}
