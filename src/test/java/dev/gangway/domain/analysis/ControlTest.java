package dev.gangway.domain.analysis;

import static dev.gangway.domain.analysis.Looks.usual;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.domain.traffic.Weight;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** 100 requests a second; the source usually fails 0.1 %. */
class ControlTest {
    private static final Weight HALF = new Weight(500);
    private final Control control = new Control(true);

    @Nested
    class AtAllTraffic {
        private final Looks looks = usual().step(900, 1000).oddsOfErrors(1000).oddsOfSlowness(10, 0.03);

        @Test
        void shouldGiveHalfBackToCompareWithAndForgetWhatWasGatheredWithoutAControl() {
            Look look = looks.look();
            Ruling ruling = comparison(look);

            assertThat(ruling.conclusion()).isEqualTo(Conclusion.lower(Ground.NEEDS_CONTROL, HALF));
            assertThat(ruling.evidence(look).tracks())
                    .extracting(Track::harm)
                    .containsExactly(HarmEvidence.NONE, HarmEvidence.NONE);
            assertThat(ruling.evidence(look).trial()).contains(new Trial(Weight.ALL, false, 1, false));
        }

        @Test
        void shouldRollBackTheSecondTimeSinceAllWasWellBesideAControl() {
            assertThat(comparison(looks.tried(1, false).look()).conclusion())
                    .isEqualTo(Conclusion.harm(Ground.ALONE_REPEATED));
        }

        @Test
        void shouldRollBackTheSecondTimeHoweverLongAllTrafficHasStood() {
            assertThat(comparison(looks.tried(1, false).tick(500).look()).conclusion())
                    .isEqualTo(Conclusion.harm(Ground.ALONE_REPEATED));
        }

        @Test
        void shouldTryItOutUntilTheFourthTimeWhereTheSourceWasSeenToSufferToo() {
            assertThat(comparison(looks.tried(2, true).look()).conclusion().ground())
                    .isEqualTo(Ground.NEEDS_CONTROL);
            assertThat(comparison(looks.tried(3, true).look()).conclusion().ground())
                    .isEqualTo(Ground.ALONE_REPEATED);
        }

        @Test
        void shouldBelieveInBurstsOfASourceThatHasThemUntilTheFourthTimeRightOnArriving() {
            Looks bursts = looks.longestBurstSeconds(30).tried(3, false);

            assertThat(comparison(bursts.tick(10).look()).conclusion().ground()).isEqualTo(Ground.ALONE_REPEATED);
            // twelve ticks after all traffic stood
            assertThat(comparison(bursts.tick(11).look()).trial()).contains(new Trial(Weight.ALL, false, 1, false));
        }

        @Test
        void shouldSayNothingWhereTheControlWouldHaveTooFewRequestsToTellAnything() {
            // half of 1.9 a second are 19 requests in the 20 s that it takes to react
            assertThat(control.comparison(looks.rate(1.9).look(), looks.look().errors()))
                    .isEmpty();
            assertThat(control.comparison(looks.rate(2).look(), looks.look().errors()))
                    .isPresent();
        }
    }

    @Nested
    class WhereTheSourceMaySufferToo {
        /** 9 of 2,000 are more than the usual 2, though no proof, and not clearly less than 8 of 1,000. */
        private final Looks looks = usual().recently(new Tally(9, 2000), new Tally(8, 1000));

        @Test
        void shouldWaitWhileBothSidesGetEnoughToBeCompared() {
            Look look = looks.step(250, 500).oddsOfErrors(1000).look();

            assertThat(comparison(look).conclusion())
                    .isEqualTo(Conclusion.hold(
                            Ground.SOURCE_MAY_SUFFER_TOO, look.errors().harm()));
        }

        @Test
        void shouldGiveTheSourceMoreWhereItHasLittleLeft() {
            Look look = looks.step(500, 750).oddsOfErrors(1000).look();

            assertThat(comparison(look).conclusion()).isEqualTo(Conclusion.lower(Ground.NEEDS_CONTROL, HALF));
            assertThat(comparison(look).trial()).contains(new Trial(new Weight(750), false, 1, false));
        }

        @Test
        void shouldNotBearItLongerThanTenMinutes() {
            Looks late = looks.step(250, 500).oddsOfErrors(1000);

            assertThat(control.comparison(late.tick(58).look(), late.look().errors()))
                    .isPresent();
            assertThat(control.comparison(late.tick(59).look(), late.look().errors()))
                    .isEmpty();
        }

        @Test
        void shouldSayNothingWhereTheSourceIsAsUsual() {
            assertThat(control.comparison(usual().oddsOfErrors(1000).look(), errors(2, 2000, 8, 1000)))
                    .isEmpty();
        }

        @Test
        void shouldSayNothingWhereTheDestinationIsClearlyWorse() {
            assertThat(control.comparison(usual().oddsOfErrors(1000).look(), errors(9, 2000, 50, 1000)))
                    .isEmpty();
        }

        private TrackTick errors(int badAtSource, int atSource, int badAtDestination, int atDestination) {
            return usual().recently(new Tally(badAtSource, atSource), new Tally(badAtDestination, atDestination))
                    .look()
                    .errors();
        }
    }

    @Test
    void shouldSayNothingWhereNoneIsGiven() {
        Look look = usual().step(900, 1000).oddsOfErrors(1000).look();

        assertThat(new Control(false).comparison(look, look.errors())).isEqualTo(Optional.empty());
    }

    private Ruling comparison(Look look) {
        return control.comparison(look, look.errors()).orElseThrow();
    }
}
