package dev.gangway.domain.analysis;

import static dev.gangway.domain.analysis.Samples.CALM_HOUR;
import static dev.gangway.domain.analysis.Samples.START;
import static dev.gangway.domain.analysis.Samples.fast;
import static dev.gangway.domain.analysis.Samples.knowing;
import static dev.gangway.domain.analysis.Samples.past;
import static dev.gangway.domain.analysis.Samples.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gangway.domain.traffic.TrafficSplit;
import dev.gangway.domain.traffic.Weight;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HarmWeighingTest {
    private static final Set<Mechanism> ALL = EnumSet.allOf(Mechanism.class);
    private static final TrafficSplit TENTH = Samples.toDestination(100);
    private static final TrafficSplit EVERYTHING = Samples.toDestination(1000);
    private static final Traffic CALM = fast(900, 1);
    private static final double REFERENCE = 360.5 / 360_050;

    /** A burst may reach 1,000:1 on the stake of a step and one of six bets in this many ticks. */
    private static final double BURST = Math.log(6 / 0.05 * 1000);

    @Test
    void shouldStakeHalfOnTheFirstTrafficAndLittleOnAStepAndVeryLittleOnATick() {
        Evidence first = knowing(CALM_HOUR, 0).plus(window(0, CALM, fast(100, 0)), TENTH);
        Evidence step = knowing(CALM_HOUR, 50).plus(window(0, CALM, fast(100, 0)), TENTH);
        Evidence second = step.plus(window(1, CALM, fast(100, 0)), TENTH);

        assertThat(errors(ALL, first, fast(100, 0)).track().harm().staked()).isEqualTo(0.5f);
        assertThat(errors(ALL, step, fast(100, 0)).track().harm().staked()).isEqualTo(0.05f);
        assertThat(errors(ALL, second, fast(100, 0)).track().harm().staked()).isEqualTo(0.002f);
    }

    @Test
    void shouldHoldTheDestinationAgainstTheLimitOfWhatIsUsual() {
        TrackTick tick = errors(ALL, knowing(CALM_HOUR, 50), fast(100, 0));
        double error = Math.sqrt(REFERENCE / 360_000 + 0.25 / (3.6e5 * 3.6e5));

        assertThat(tick.reference()).isCloseTo(REFERENCE + error, within(1e-9));
        assertThat(tick.limit()).isCloseTo(1.2 * tick.reference() + 0.0001, within(1e-12));
    }

    @Test
    void shouldAllowAQuietDestinationAFewFailuresAnHourWhereNothingIsBesideIt() {
        // 0.005 a second of 100 a second
        TrackTick busy = tick(ALL, EVERYTHING, knowing(CALM_HOUR, 900), Traffic.NONE, fast(1000, 0));
        assertThat(busy.limit() - 1.2 * busy.reference() - 0.0001).isCloseTo(0.00005, within(1e-9));

        // 0.1 a second: 5 % would be, but it is 0.1 points at most
        Evidence quiet = knowing(past(360, n -> fast(1, 0)), 900);
        TrackTick slow = tick(ALL, EVERYTHING, quiet, Traffic.NONE, fast(1, 0));
        assertThat(slow.limit() - 1.2 * slow.reference() - 0.0001).isCloseTo(0.001, within(1e-9));
    }

    @Test
    void shouldExcuseTheDestinationByWhatTheSourceShowsNowUnlessThisPartIsLeftOut() {
        Set<Mechanism> without = EnumSet.complementOf(EnumSet.of(Mechanism.CONCURRENT_SOURCE));
        Evidence gathered = knowing(CALM_HOUR, 50);

        assertThat(tick(ALL, TENTH, gathered, fast(900, 90), fast(100, 10)).reference())
                .isCloseTo(0.1 + 3 * Math.sqrt(0.1 / 900), within(1e-9));
        assertThat(tick(without, TENTH, gathered, fast(900, 90), fast(100, 10)).reference())
                .isCloseTo(REFERENCE, within(1e-4));
    }

    @Test
    void shouldCountLessWhereTheShareVariesUnlessThisPartIsLeftOut() {
        // 0.5 and 1.5 % in turn
        Evidence varied = knowing(past(360, n -> fast(1000, n % 2 == 0 ? 0 : 20)), 50);
        Set<Mechanism> without = EnumSet.complementOf(EnumSet.of(Mechanism.DISPERSION));

        assertThat(errors(ALL, varied, fast(1000, 10)).dispersion()).isGreaterThan(5);
        assertThat(errors(without, varied, fast(1000, 10)).dispersion()).isEqualTo(1);
    }

    @Test
    void shouldNotLetOneTickThatIsNoOutageRollBack() {
        TrackTick tick = errors(ALL, knowing(CALM_HOUR, 50), fast(1000, 200));

        assertThat(highest(tick)).isCloseTo(0.05 * Math.exp(BURST / 2), within(1e-3)); // two ticks where none is known
        assertThat(tick.harm()).isLessThan(1000);
    }

    @Test
    void shouldNeedMoreTicksThanTheLongestBurstOfThePastHad() {
        // a burst of three ticks: 3 + 4
        Evidence bursts = knowing(past(360, n -> fast(1000, n >= 100 && n < 103 ? 200 : 1)), 50);

        assertThat(highest(errors(ALL, bursts, fast(1000, 200)))).isCloseTo(0.05 * Math.exp(BURST / 7), within(1e-4));
    }

    @Test
    void shouldNeedEightTicksAtMostHoweverLongTheLongestBurstWas() {
        Evidence bursts = knowing(past(360, n -> fast(1000, n >= 100 && n < 160 ? 200 : 1)), 50);

        assertThat(highest(errors(ALL, bursts, fast(1000, 200)))).isCloseTo(0.05 * Math.exp(BURST / 8), within(1e-4));
    }

    @Test
    void shouldNotWaitForABurstToEndWhereMostRequestsFailUnlessTheSourceHadSuchBursts() {
        Evidence outage = knowing(past(360, n -> fast(1000, n == 100 ? 900 : 1)), 50);

        assertThat(errors(ALL, knowing(CALM_HOUR, 50), fast(10, 10)).harm()).isGreaterThan(1000);
        assertThat(errors(ALL, outage, fast(10, 10)).harm()).isLessThan(1000);
    }

    @Test
    void shouldNotLimitATickWhereThisPartIsLeftOut() {
        Set<Mechanism> without = EnumSet.complementOf(EnumSet.of(Mechanism.BURST_LIMIT));

        assertThat(errors(without, knowing(CALM_HOUR, 50), fast(1000, 200)).harm())
                .isGreaterThan(1000);
    }

    @Test
    void shouldNotJudgeLatencyWhileTheDestinationWarmsUpButErrorsAllTheSame() {
        Evidence known = knowing(CALM_HOUR, 50);
        WarmUp warming = new WarmUp(Measure.SLOW, 0.1, START, START.plusSeconds(75));
        Evidence patient = known.with(known.tracks(), Optional.empty(), Optional.empty(), Optional.of(warming));
        MetricWindow slow = window(0, CALM, Samples.traffic(100, 10, 90));
        MetricWindow later = window(7, CALM, Samples.traffic(100, 10, 90));

        assertThat(new HarmWeighing(ALL).weigh(Objectives.DEFAULT, TENTH, patient, slow, 10))
                .allSatisfy(tick -> assertThat(tick.track().harm().equals(HarmEvidence.NONE))
                        .isEqualTo(tick.isLatency()));
        assertThat(new HarmWeighing(ALL).weigh(Objectives.DEFAULT, TENTH, patient, later, 10))
                .noneSatisfy(tick -> assertThat(tick.track().harm()).isEqualTo(HarmEvidence.NONE));
    }

    @Test
    void shouldNotWeighWhatWasSeenWhileNothingWasBesideTheDestination() {
        Evidence back = knowing(CALM_HOUR, 50).restarted(Weight.ALL).validFrom(START.plusSeconds(5));
        Evidence gathered = back.plus(window(0, fast(19, 0), fast(100, 90)), TENTH);

        assertThat(tick(ALL, TENTH, gathered, fast(19, 0), fast(100, 90)).harm())
                .as("the window begins before the control")
                .isEqualTo(1);
    }

    @Test
    void shouldWeighAWindowThatBeginsBeforeTheControlAsABurstWhereTheSourceIsInIt() {
        Evidence back = knowing(CALM_HOUR, 50).restarted(Weight.ALL).validFrom(START.plusSeconds(5));
        Evidence gathered = back.plus(window(0, fast(20, 0), fast(100, 90)), TENTH);

        assertThat(tick(ALL, TENTH, gathered, fast(20, 0), fast(100, 90)).harm())
                .isBetween(2.0, 1000.0);
    }

    @Test
    void shouldWeighNothingAgainstASourceThatIsAsBrokenAsCanBe() {
        TrackTick both = tick(ALL, TENTH, knowing(CALM_HOUR, 50), fast(900, 900), fast(100, 100));

        assertThat(both.reference()).isGreaterThan(0.9);
        assertThat(both.harm()).isEqualTo(1);
    }

    private static TrackTick errors(Set<Mechanism> mechanisms, Evidence gathered, Traffic destination) {
        return tick(mechanisms, TENTH, gathered, CALM, destination);
    }

    private static TrackTick tick(
            Set<Mechanism> mechanisms, TrafficSplit split, Evidence gathered, Traffic source, Traffic destination) {
        return new HarmWeighing(mechanisms)
                .weigh(Objectives.DEFAULT, split, gathered, window(0, source, destination), 10)
                .get(0);
    }

    private static double highest(TrackTick tick) {
        return Collections.max(tick.track().harm().odds());
    }
}
