package dev.gangway.domain.analysis;

import static dev.gangway.domain.analysis.Looks.usual;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.domain.analysis.Doubt.Kind;
import dev.gangway.domain.traffic.Weight;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The source usually fails 0.1 %, so worse than 3 · 0.1 % + 0.5 points = 0.8 % is worse; and 3 % of its requests are slow, so
 * more than 3 · 3 % + 2 points = 11 % is worse.
 */
class SharedHarmRuleTest {
    private static final int STEP = -1;
    private static final Conclusion WAITS = Conclusion.hold(Ground.BOTH_WORSE, 0);
    private static final Tally BAD_SOURCE = new Tally(30, 750);
    private static final Tally BAD_DESTINATION = new Tally(10, 250);
    private static final Tally CALM = new Tally(0, 250);

    private final SharedHarmRule rule = new SharedHarmRule(new Control(true));

    @ParameterizedTest
    @CsvSource({
        "7, 3, true", // 0.93 and 1.2 %
        "5, 3, false", // 0.67 %: not the source
        "7, 2, false", // 0.8 %: not the destination
        "30, 0, false", // a source that is worse alone holds nobody up
        "0, 30, false", // nor is that of the destination alone anybody else's
    })
    void shouldWaitWhileBothSidesAreWorseThanUsual(int source, int destination, boolean waits) {
        Look look = usual().thisTick(new Tally(source, 750), new Tally(destination, 250))
                .look();

        assertThat(rule.rule(look).map(Ruling::conclusion))
                .isEqualTo(Optional.of(WAITS).filter(c -> waits));
    }

    @Test
    void shouldNeedThreeFailuresOfEachSide() {
        assertThat(rule.rule(
                        usual().thisTick(new Tally(2, 10), new Tally(9, 10)).look()))
                .isEmpty();
        assertThat(rule.rule(
                        usual().thisTick(new Tally(9, 10), new Tally(2, 10)).look()))
                .isEmpty();
    }

    @Test
    void shouldGiveTheSourceAPartAtAllTrafficToSeeWhetherItStillSuffers() {
        Looks alone = usual().step(900, 1000).thisTick(BAD_SOURCE, BAD_DESTINATION);

        assertThat(rule.rule(alone.look()).orElseThrow().conclusion())
                .isEqualTo(Conclusion.lower(Ground.NEEDS_CONTROL, new Weight(500)));
        assertThat(rule.rule(alone.rate(1).look())).as("too quiet to see it").isEmpty();
    }

    @Test
    void shouldRememberNothingWhileItWaits() {
        Look look = usual().thisTick(BAD_SOURCE, BAD_DESTINATION).look();

        assertThat(rule.rule(look).orElseThrow().evidence(look))
                .isEqualTo(look.gathered()
                        .with(look.gathered().tracks(), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @Nested
    class WhereItBeganWithTheStep {
        private final Looks looks = usual().tick(STEP).thisTick(BAD_SOURCE, BAD_DESTINATION);

        @Test
        void shouldTryOutWhetherItWasTheStep() {
            Look look = looks.look();
            Ruling ruling = rule.rule(look).orElseThrow();

            assertThat(ruling.conclusion()).isEqualTo(Conclusion.lower(Ground.SHARED_DOUBT, new Weight(100)));
            assertThat(ruling.evidence(look).doubt())
                    .contains(new Doubt(Kind.BOTH_SIDES, new Weight(250), 1, looks.now()));
        }

        @Test
        void shouldTryItOutInTheNextTickTooWhichIsTheFirstWithAllOfIt() {
            assertThat(rule.rule(looks.tick(0).look())
                            .orElseThrow()
                            .conclusion()
                            .ground())
                    .isEqualTo(Ground.SHARED_DOUBT);
            assertThat(rule.rule(looks.tick(1).look()).orElseThrow().conclusion())
                    .isEqualTo(WAITS);
        }

        @Test
        void shouldTryItOutForLatencyToo() {
            Looks slow = usual().tick(STEP).slowThisTick(new Tally(90, 750), new Tally(30, 250));

            assertThat(rule.rule(slow.look()).orElseThrow().conclusion().ground())
                    .isEqualTo(Ground.SHARED_DOUBT);
            assertThat(rule.rule(slow.tick(1).look()))
                    .as("what is slow may stay so for good")
                    .isEmpty();
        }

        @Test
        void shouldNotBlameTheStepForWhatTheSourceHadBefore() {
            // 4 % now are no leap from 2.1 %
            assertThat(rule.rule(looks.before(new Tally(63, 3000)).look())
                            .orElseThrow()
                            .conclusion())
                    .isEqualTo(WAITS);
            assertThat(rule.rule(looks.before(new Tally(57, 3000)).look())
                            .orElseThrow()
                            .conclusion()
                            .ground())
                    .isEqualTo(Ground.SHARED_DOUBT);
        }

        @Test
        void shouldRollBackWhenTheSameStepDoesItAgain() {
            Look again = looks.doubting(Kind.BOTH_SIDES, 250, 1).look();

            assertThat(rule.rule(again).orElseThrow().conclusion()).isEqualTo(Conclusion.harm(Ground.SHARED_HARM));
        }

        @Test
        void shouldRollBackTheThirdTimeWhereTheSourceHasIncidentsOfItsOwn() {
            Looks troubled = looks.longestBurstSeconds(60);

            assertThat(rule.rule(troubled.doubting(Kind.BOTH_SIDES, 250, 1).look())
                            .orElseThrow()
                            .conclusion()
                            .ground())
                    .isEqualTo(Ground.SHARED_DOUBT);
            assertThat(rule.rule(troubled.doubting(Kind.BOTH_SIDES, 250, 2).look())
                            .orElseThrow()
                            .conclusion()
                            .ground())
                    .isEqualTo(Ground.SHARED_HARM);
        }

        @Test
        void shouldWaitWhereTheStepWasDown() {
            assertThat(rule.rule(looks.step(500, 250).look()).orElseThrow().conclusion())
                    .isEqualTo(WAITS);
        }

        @Test
        void shouldWaitAtTheFirstRungSinceNothingIsBelowIt() {
            assertThat(rule.rule(looks.step(0, 1).look()).orElseThrow().conclusion())
                    .isEqualTo(WAITS);
        }
    }

    @Nested
    class WhileItIsTriedOut {
        private final Looks looks = usual().step(250, 100).doubting(Kind.BOTH_SIDES, 250, 1);

        @Test
        void shouldWaitForTheSourceToRecoverAlsoWhereTheDestinationHas() {
            assertThat(rule.rule(looks.thisTick(BAD_SOURCE, CALM).look())
                            .orElseThrow()
                            .conclusion())
                    .isEqualTo(WAITS);
        }

        @Test
        void shouldNotWaitForTheSourceAloneLongerThanTheMaximumSoak() {
            assertThat(rule.rule(looks.thisTick(BAD_SOURCE, CALM).tick(11).look()))
                    .isEmpty();
        }

        @Test
        void shouldWaitForItsLatencyToRecoverToo() {
            Looks slow = looks.thisTick(CALM, CALM).slowThisTick(new Tally(90, 750), new Tally(7, 250));

            assertThat(rule.rule(slow.look()).orElseThrow().conclusion()).isEqualTo(WAITS);
            assertThat(rule.rule(slow.tick(11).look())).isEmpty();
        }

        @Test
        void shouldGoOnWhenBothHaveRecovered() {
            assertThat(rule.rule(looks.thisTick(CALM, CALM).look())).isEmpty();
        }
    }
}
