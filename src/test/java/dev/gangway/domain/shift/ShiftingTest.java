package dev.gangway.domain.shift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.domain.analysis.Verdict;
import dev.gangway.domain.traffic.Weight;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The first step, which may leave steps out, and those after it, which may not. */
class ShiftingTest {

    @ParameterizedTest
    @CsvSource({
        "0,   100, Shifting[weight=10 %]",
        "0,   500, Shifting[weight=50 %]",
        "0,   950, Baking[weight=95 %]",
        "100, 950, Shifting[weight=50 %]",
        "500, 950, Baking[weight=95 %]",
    })
    void shouldLeaveStepsOutByAdviceAtTheFirstStepOnly(int present, int advised, String next) {
        assertThat(decide(present, advising(advised))).hasToString(next);
    }

    @Test
    void shouldTakeTheFirstStepWhereTheAdviceIsBelowIt() {
        assertThat(decide(0, advising(50))).isEqualTo(new Shifting(new Weight(100)));
    }

    @Test
    void shouldTakeTheNextStepWithoutAdvice() {
        assertThat(decide(0, Observations.quiet().verdict(Verdict.HEALTHY))).isEqualTo(new Shifting(new Weight(100)));
    }

    @Test
    void shouldSoakAtEachStepButNotAtNone() {
        Observations justNow = advising(100).standingFor(Duration.ZERO);

        assertThat(decide(0, justNow)).isEqualTo(new Shifting(new Weight(100)));
        assertThat(decide(100, justNow)).isEqualTo(new Shifting(new Weight(100)));
    }

    @Test
    void shouldNotLeaveTheBaselineUntilEveryClusterShowsIt() {
        assertThat(decide(0, advising(100).behind(Shifts.K8S2))).isEqualTo(new Shifting(Weight.NONE));
    }

    private static Phase decide(int permille, Observations seen) {
        return new Shifting(new Weight(permille))
                .decide(Shifts.plan(), seen.seen())
                .next();
    }

    private static Observations advising(int permille) {
        return Observations.quiet().advising(Verdict.HEALTHY, new Weight(permille));
    }
}
