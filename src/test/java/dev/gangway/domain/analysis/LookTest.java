package dev.gangway.domain.analysis;

import static dev.gangway.domain.analysis.Looks.usual;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gangway.domain.traffic.Ladder;
import dev.gangway.domain.traffic.Weight;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookTest {

    @Test
    void shouldKnowTheNextWeightAndItsRate() {
        Look look = usual().look();

        assertThat(look.next()).isEqualTo(new Weight(500));
        assertThat(look.rateAt(look.next())).isCloseTo(50, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({
        "250, 100, 0.05, 50", // the highest rung of at most 5 %
        "50, 100, 0.05, 20", // below the present weight
        "250, 100, 0, 5", // not below where a shift of this rate begins
        "500, 1, 0.05, 250", // at one request a second it begins at 25 %
        "250, 1, 0.05, 100",
        "1, 100, 0.05, 0", // nothing is below the first rung
    })
    void shouldFindALowerWeightOfAtMostAShareThatIsStillSeen(int weight, double rate, double share, int lower) {
        assertThat(usual().step(0, weight)
                        .rate(rate)
                        .look()
                        .lower(share)
                        .map(Weight::permille)
                        .orElse(0))
                .isEqualTo(lower);
    }

    @ParameterizedTest
    @CsvSource({
        "1000, 100, true",
        "1000, 2.1, true", // 2.1 a second · 50 % · 20 s = 21 requests
        "1000, 1.9, false",
        "900, 100, false", // has one
    })
    void shouldLackAControlOnlyAtAllTrafficWhereOneWouldTellAnything(int weight, double rate, boolean lacks) {
        assertThat(usual().step(900, weight).rate(rate).look().lacksControl()).isEqualTo(lacks);
    }

    @Test
    void shouldTakeTheRungNearestToHalfForAControl() {
        assertThat(usual().step(900, 1000).look().control()).isEqualTo(new Weight(500));
        assertThat(usual().step(100, 250).look().control()).isEqualTo(new Weight(500));
        assertThat(new Look(
                                Objectives.DEFAULT,
                                new Ladder(List.of(new Weight(600), new Weight(800))),
                                Samples.toDestination(1000),
                                Evidence.NONE,
                                Samples.window(0, Traffic.NONE, Traffic.NONE),
                                List.of(),
                                20)
                        .control())
                .isEqualTo(new Weight(600));
    }

    @ParameterizedTest
    @CsvSource({"-2, false", "-1, true", "0, true", "1, false"})
    void shouldKnowTheFirstTwoWindowsWithTheWeight(int tick, boolean isJustThere) {
        assertThat(usual().tick(tick).look().isJustThere()).isEqualTo(isJustThere);
    }

    @Test
    void shouldExplainATrialByASourceThatSuffersBesideTheControl() {
        Looks looks = usual().tried(1, false);

        assertThat(looks.look().trial().orElseThrow().explained()).isFalse();
        assertThat(looks.reference(0.005).look().trial().orElseThrow().explained())
                .isTrue();
        assertThat(looks.step(900, 1000).look().trial().orElseThrow().explained())
                .as("at all traffic nothing is beside it")
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"10, false", "11, true"})
    void shouldBeSoakedAfterTwoMinutes(int tick, boolean soaked) {
        assertThat(usual().tick(tick).look().isSoaked()).isEqualTo(soaked);
    }
}
