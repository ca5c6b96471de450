package dev.gangway.domain.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** A source that usually fails 0.1 %, known to 0.01 points. */
class TrackTest {
    private static final Norm NORM = new Norm(0.001, 0.0001, Dispersion.NONE, 0, 0);
    private static final Track TRACK = track(NORM, Tally.NONE);

    @Test
    void shouldHoldTheDestinationAgainstWhatIsUsualWithItsStandardError() {
        assertThat(reference(TRACK, Tally.NONE)).isCloseTo(0.0011, within(1e-12));
        assertThat(reference(TRACK, new Tally(1, 1000))).isCloseTo(0.0011, within(1e-12));
    }

    @Test
    void shouldHoldItAgainstNoLessWhereTheSourceIsBetterNow() {
        assertThat(reference(track(NORM, new Tally(0, 100_000)), new Tally(0, 100_000)))
                .isCloseTo(0.0011, within(1e-12));
    }

    @Test
    void shouldHoldItAgainstThePresentWhereTheSourceIsClearlyWorseNow() {
        // of 1,000 one is expected, and 3 √1 + 2 = 5 more are no reason
        assertThat(reference(TRACK, new Tally(6, 1000))).isCloseTo(0.0011, within(1e-12));
        assertThat(reference(TRACK, new Tally(7, 1000))).isCloseTo(0.007 + 3 * Math.sqrt(0.007 / 1000), within(1e-12));
    }

    @Test
    void shouldHoldItAgainstTheLastFewTicksWhereOnlyTheyShowIt() {
        // 12 of 3,000: 9 above the expected 3, and 3 √3 + 2 = 7.2 are no reason
        assertThat(reference(track(NORM, new Tally(12, 3000)), new Tally(1, 1000)))
                .isCloseTo(0.004 + 3 * Math.sqrt(0.004 / 3000), within(1e-12));
    }

    @Test
    void shouldAskForMoreWhereTheSourceVariesByItself() {
        Track varied = track(new Norm(0.001, 0.0001, new Dispersion(3, 0, 0, 0), 0, 0), Tally.NONE);

        // φ = 1 + 3 · 1 = 4, so 3 √4 + 2 = 8 above the expected 1
        assertThat(reference(varied, new Tally(9, 1000))).isCloseTo(0.0011, within(1e-12));
        assertThat(reference(varied, new Tally(10, 1000)))
                .isCloseTo(0.01 + 3 * Math.sqrt(4 * 0.01 / 1000), within(1e-12));
    }

    @Test
    void shouldForgetTheDestinationFasterThanTheSource() {
        Track seen = seen(seen(TRACK, new Tally(10, 100), new Tally(20, 100)), new Tally(1, 50), new Tally(2, 50));

        assertThat(seen.source()).isEqualTo(new Tally(9, 130)); // 0.8 · 10 + 1, 0.8 · 100 + 50
        assertThat(seen.destination()).isEqualTo(new Tally(14, 110)); // 0.6 · 20 + 2, 0.6 · 100 + 50
        assertThat(seen.harm()).isEqualTo(HarmEvidence.NONE);
    }

    @Test
    void shouldNotLetWhatWentWellAtAHigherWeightOutvoteWhatFailsAtThis() {
        Tally fails = new Tally(34, 34);
        Track atSteadyRate = seen(TRACK, Tally.NONE, new Tally(0, 85));
        Track fromHigherWeight = seen(TRACK, Tally.NONE, new Tally(0, 4000));

        // 0.6 · 85 = 34 · 0.6 / 0.4: as much as was left of ever so many ticks at this rate
        assertThat(atSteadyRate.destinationAtRateOf(fails).rounded()).isEqualTo(new Tally(34, 85));
        assertThat(fromHigherWeight.destinationAtRateOf(fails).rounded()).isEqualTo(new Tally(34, 85));
    }

    @Test
    void shouldCountNoMoreThanWasSeenWhereTheRateRises() {
        Track seen = seen(TRACK, Tally.NONE, new Tally(0, 20));

        assertThat(seen.destinationAtRateOf(new Tally(30, 300))).isEqualTo(new Tally(30, 312));
        assertThat(TRACK.destinationAtRateOf(new Tally(30, 300))).isEqualTo(new Tally(30, 300));
    }

    @Test
    void shouldRememberTheSourceAsItWasLastSeenWhereItGetsNothingAnyMore() {
        Track both = sides(new Tally(30, 1000), new Tally(40, 1000));

        assertThat(both.sourceLeft()).isEqualTo(new Tally(30, 1000));
        assertThat(both.sourceLeft(new Tally(20, 1000))).isEqualTo(new Tally(30, 1000));
    }

    @Test
    void shouldExcuseNoMoreThanTheDestinationSufferedItselfBesideTheSource() {
        assertThat(sides(new Tally(30, 1000), new Tally(2, 1000)).sourceLeft()).isEqualTo(new Tally(2, 1000));
        assertThat(sides(new Tally(30, 1000), Tally.NONE).sourceLeft()).isEqualTo(new Tally(30, 1000));
    }

    @Test
    void shouldForgetWhatTheSourceSufferedFromWhereTheDestinationDoesClearlyBetter() {
        assertThat(sides(new Tally(30, 1000), new Tally(30, 1000)).sourceLeft(new Tally(15, 1000)))
                .isEqualTo(new Tally(24, 800));
    }

    private static Track sides(Tally source, Tally destination) {
        return new Track(Measure.ERRORS, Yardstick.NONE, NORM, HarmEvidence.NONE, source, destination);
    }

    private static Track seen(Track before, Tally atSource, Tally atDestination) {
        Tally destination = before.destinationWith(atDestination);
        return before.with(before.sourceWith(atSource), destination, before.harm());
    }

    private static double reference(Track track, Tally now) {
        return track.reference(track.source(), now);
    }

    private static Track track(Norm norm, Tally source) {
        return new Track(Measure.ERRORS, Yardstick.NONE, norm, HarmEvidence.NONE, source, Tally.NONE);
    }
}
