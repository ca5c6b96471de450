package dev.gangway.bench.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class SceneTest {
    private static final long SEED = 5;

    @Test
    void shouldDrawAsManyRequestsAsTheRateAndTheWeightSay() {
        List<World.Lived> lived = live(only("'requestsPerSecond': 100, 'errorRatio': 0.02"), 0.25);

        // 720 ticks of 5 s at 100/s: 360,000 requests, a quarter of them to the destination.
        assertThat(sum(lived, tick -> tick.seen().source().requests)).isCloseTo(270_000, Percentage.withPercentage(1));
        assertThat(sum(lived, tick -> tick.seen().destination().requests))
                .isCloseTo(90_000, Percentage.withPercentage(1.5));
        assertThat(sum(lived, tick -> tick.seen().source().failures)).isCloseTo(5_400, Percentage.withPercentage(5));
    }

    @Test
    void shouldPutEveryRequestInOneBucket() {
        for (World.Lived tick : live(only("'requestsPerSecond': 50, 'errorRatio': 0.1"), 0.5)) {
            Counts counts = tick.seen().destination();
            assertThat(Arrays.stream(counts.failed).sum()).isEqualTo(counts.failures);
            assertThat(Arrays.stream(counts.served).sum()).isEqualTo(counts.requests - counts.failures);
        }
    }

    @Test
    void shouldTakeAsLongAsTheLognormalDistributionSays() {
        List<World.Lived> lived = live(only("'requestsPerSecond': 1000, 'errorRatio': 0, 'latencyNoise': 0"), 0);

        // Median 30 ms and a spread of 0.7: P(<= 100 ms) = Phi(ln(100/30)/0.7) = Phi(1.7199) = 0.9573.
        double within100 = sum(
                lived, tick -> Arrays.stream(tick.seen().source().served, 0, 7).sum());
        assertThat(within100 / sum(lived, tick -> tick.seen().source().requests))
                .isCloseTo(0.9573, within(0.0005));
    }

    @Test
    void shouldGiveAnHourOfHistoryAndOneTickMoreThatIsSeenLate() {
        Scene scene = new Scene(only("'requestsPerSecond': 100, 'errorRatio': 0.001"), SEED, 0);

        assertThat(scene.world().history()).hasSize(720);
        assertThat(scene.world().before().source().requests).isPositive();
        assertThat(scene.world().before().destination().requests).isZero();
    }

    @Test
    void shouldGiveADayOfHistoryWhereTheScenarioSaysSo() {
        Scene scene = new Scene(only("'requestsPerSecond': 0.1, 'errorRatio': 0.001, 'historyHours': 24"), SEED, 0);

        assertThat(scene.world().history()).hasSize(17_280);
    }

    @Test
    void shouldCountAsExposedWhatFailsBeyondTheSource() {
        List<World.Lived> lived = live(
                only(
                        "'requestsPerSecond': 100, 'errorRatio': 0.01, 'effects': [{'on': 'destination', 'errors': 0.05}]"),
                0.1);

        // 5 % of 10 requests per second, for 5 s: 2.5 in each tick; the usual 1 % is not ours.
        assertThat(lived).allSatisfy(tick -> assertThat(tick.failures()).isCloseTo(2.5, within(1e-9)));
    }

    @Test
    void shouldCountAsExposedWhatTheShiftDoesToTheSource() {
        Scenario shared = only("'requestsPerSecond': 100, 'errorRatio': 0.01,"
                + " 'effects': [{'on': 'both', 'errors': 0.03, 'fromWeight': 0.25}]");

        // 3 % of all 500 requests of a tick, once a quarter is shifted.
        assertThat(live(shared, 0.25))
                .allSatisfy(tick -> assertThat(tick.failures()).isCloseTo(15, within(1e-9)));
        assertThat(live(shared, 0.24))
                .allSatisfy(tick -> assertThat(tick.failures()).isZero());
    }

    @Test
    void shouldCountAsExposedNothingThatAlsoHappensToTheSource() {
        List<World.Lived> lived = live(
                only("'requestsPerSecond': 100, 'errorRatio': 0.01, 'effects': [{'on': 'both', 'errors': 0.03}]"), 0.5);

        assertThat(lived).allSatisfy(tick -> assertThat(tick.failures()).isZero());
    }

    @Test
    void shouldCountSlowRequestsOnlyWhereTheScenarioSaysSo() {
        String slow = "'requestsPerSecond': 200, 'errorRatio': 0, 'latencyNoise': 0,"
                + " 'effects': [{'on': 'destination', 'addedMilliseconds': 800, 'ofRequests': 0.03}]";

        // 3 % of 500 requests become slow; of these 0.12 % were already: P(> 250 ms) = 1 - Phi(3.029) = 0.00123.
        assertThat(live(only(slow + ", 'countsSlow': true"), 0.5).get(7).slow())
                .isCloseTo(15 * (1 - 0.00123), within(0.001));
        assertThat(live(only(slow), 0.5).get(7).slow()).isZero();
    }

    @Test
    void shouldGrowFromTheWeightOnAboveWhichItSaturates() {
        Scenario saturated = only("'requestsPerSecond': 100, 'errorRatio': 0,"
                + " 'effects': [{'on': 'destination', 'errors': 0.2, 'saturatesAboveWeight': 0.4}]");

        // At 70 %, half way from 40 % to 100 %: 10 % of 350.
        assertThat(live(saturated, 0.7).get(0).failures()).isCloseTo(35, within(1e-9));
        assertThat(live(saturated, 0.7).get(0).regressed()).isTrue();
        assertThat(live(saturated, 0.4).get(0).regressed()).isFalse();
    }

    @Test
    void shouldShowDelayedFailuresLater() {
        List<World.Lived> lived = live(
                only("'requestsPerSecond': 100, 'errorRatio': 0,"
                        + " 'effects': [{'on': 'destination', 'errors': 1, 'delaySeconds': 15}]"),
                1);

        assertThat(lived.subList(0, 3))
                .allSatisfy(
                        tick -> assertThat(tick.seen().destination().requests).isZero());
        Counts first = lived.get(3).seen().destination();
        assertThat(first.requests).isPositive().isEqualTo(first.failures);
        assertThat(first.failed[Buckets.of(16_000)]).isEqualTo(first.failures);
        assertThat(lived.get(0).failures()).isCloseTo(500, within(1e-9));
    }

    @Test
    void shouldCountRequestsThatNeverArriveAsFailedButNotSeeThem() {
        List<World.Lived> lived = live(
                only("'requestsPerSecond': 100, 'errorRatio': 0, 'effects': [{'on': 'destination', 'lost': 1}]"), 0.5);

        assertThat(sum(lived, tick -> tick.seen().destination().requests)).isZero();
        assertThat(lived.get(9).failures()).isCloseTo(250, within(1e-9));
    }

    @Test
    void shouldSeeNothingOfAWindowThatIsMissing() {
        List<World.Lived> lived = live(
                only("'requestsPerSecond': 100, 'errorRatio': 0,"
                        + " 'missingWindows': [{'fromSeconds': 60, 'untilSeconds': 120}]"),
                0.5);

        assertThat(lived.subList(0, 12))
                .allSatisfy(tick -> assertThat(tick.seen()).isNotNull());
        assertThat(lived.subList(12, 24))
                .allSatisfy(tick -> assertThat(tick.seen()).isNull());
        assertThat(lived.get(24).seen()).isNotNull();
    }

    @Test
    void shouldLoseCountsWhenACounterBeginsAnew() {
        List<World.Lived> lived = live(
                only("'requestsPerSecond': 1000, 'errorRatio': 0,"
                        + " 'counterResets': [{'on': 'source', 'everySeconds': 100, 'lost': 1}]"),
                0.5);

        long gone = lived.stream()
                .filter(tick -> tick.seen().source().requests == 0)
                .count();
        // 36 resets are to be expected in an hour.
        assertThat(gone).isBetween(15L, 60L);
        assertThat(lived).allSatisfy(tick -> assertThat(tick.seen().destination().requests)
                .isPositive());
    }

    @Test
    void shouldDrawTheSameFromTheSameSeed() {
        Scenario scenario = only("'requestsPerSecond': 100, 'errorRatio': 0.01, 'errorNoise': 0.3");

        List<Integer> once = requestsOfDestination(new Scene(scenario, SEED, 3).world(), 0.5);
        assertThat(requestsOfDestination(new Scene(scenario, SEED, 3).world(), 0.5))
                .isEqualTo(once);
        assertThat(requestsOfDestination(new Scene(scenario, SEED, 4).world(), 0.5))
                .isNotEqualTo(once);
        assertThat(requestsOfDestination(new Scene(scenario, SEED + 1, 3).world(), 0.5))
                .isNotEqualTo(once);
    }

    @Test
    void shouldGiveALaterTickTheSameLuckWhateverTheWeightsBefore() {
        Scenario scenario = only("'requestsPerSecond': 100, 'errorRatio': 0.01, 'errorNoise': 0.3");
        World climbed = new Scene(scenario, SEED, 3).world();
        climbed.live(0, 0.1);
        climbed.live(1, 0.9);
        World jumped = new Scene(scenario, SEED, 3).world();
        jumped.live(0, 0.5);
        jumped.live(1, 0.5);

        assertThat(climbed.live(2, 0.3).seen().destination().served)
                .isEqualTo(jumped.live(2, 0.3).seen().destination().served);
    }

    private static Scenario only(String words) {
        String json = "[{'name': 'S', 'healthy': false, " + words + "}]";
        return ScenarioReader.read(json.replace('\'', '"')).get(0);
    }

    private static List<World.Lived> live(Scenario scenario, double weight) {
        World world = new Scene(scenario, SEED, 0).world();
        List<World.Lived> lived = new ArrayList<>();
        for (int tick = 0; tick < Scenario.HORIZON_TICKS; tick++) {
            lived.add(world.live(tick, weight));
        }
        return lived;
    }

    private static List<Integer> requestsOfDestination(World world, double weight) {
        List<Integer> requests = new ArrayList<>();
        for (int tick = 0; tick < 50; tick++) {
            requests.add(world.live(tick, weight).seen().destination().requests);
        }
        return requests;
    }

    private static double sum(List<World.Lived> lived, ToDoubleFunction<World.Lived> number) {
        return lived.stream().mapToDouble(number).sum();
    }
}
