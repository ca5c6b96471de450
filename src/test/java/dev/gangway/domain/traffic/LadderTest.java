package dev.gangway.domain.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LadderTest {
    private static final Ladder STEPS = ladder("100,500,950");

    @Test
    void shouldClimbFromOnePerMilleToNinetyPerCentByDefault() {
        assertThat(Ladder.DEFAULT.rungs())
                .extracting(Weight::toString)
                .containsExactly("0.1 %", "0.5 %", "2 %", "5 %", "10 %", "25 %", "50 %", "75 %", "90 %");
    }

    @ParameterizedTest
    @CsvSource({"0, 100", "99, 100", "100, 500", "300, 500", "500, 950", "950, 1000"})
    void shouldFindTheLowestRungAboveAWeightAlsoWhereThatIsNoRungAnyMore(int weight, int above) {
        assertThat(STEPS.above(new Weight(weight))).isEqualTo(new Weight(above));
    }

    @Test
    void shouldEndAtItsLastRung() {
        assertThat(STEPS.last()).isEqualTo(new Weight(950));
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

    @ParameterizedTest
    @CsvSource({"100, 0", "101, 100", "300, 100", "500, 100", "950, 500", "1000, 950"})
    void shouldFindTheHighestRungBelowAWeightAlsoWhereThatIsNoRungAnyMore(int weight, int below) {
        assertThat(STEPS.below(new Weight(weight)))
                .isEqualTo(Optional.of(new Weight(below)).filter(found -> !found.equals(Weight.NONE)));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1", // 10,000 requests a second and more
        "0.001, 1",
        "0.0025, 5", // 100 a second: the lowest rung that gives a quarter of a request a second
        "0.025, 50",
        "0.1, 100",
        "0.2, 250",
        "0.25, 250",
        "0.26, 250", // less than one a second: no more than a quarter of the users at first, however long it takes
        "25, 250",
    })
    void shouldStartWhereTheDestinationGetsAnyRequestsAtAll(double share, int start) {
        assertThat(Ladder.DEFAULT.start(share)).isEqualTo(new Weight(start));
    }

    @ParameterizedTest
    @CsvSource({"'500,900', 0, 500", "'500,900', 1, 500", "'100', 1, 100", "'100,300', 0.2, 100"})
    void shouldStartAboveAQuarterOnlyWhereTheLadderBeginsThere(String permilles, double share, int start) {
        assertThat(ladder(permilles).start(share)).isEqualTo(new Weight(start));
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
