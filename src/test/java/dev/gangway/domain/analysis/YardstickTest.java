package dev.gangway.domain.analysis;

import static dev.gangway.domain.analysis.Samples.histogram;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.gangway.domain.analysis.Objectives.LatencyObjective;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The destination may take 1.1 times as long as the source and 10 ms more. */
class YardstickTest {
    private static final LatencyObjective LATENCY = Objectives.DEFAULT.latency();
    private static final LatencyHistogram THOUSAND = histogram(900, 60, 30, 9, 1);

    @Test
    void shouldHoldADestinationsEdgeAgainstALowerLatencyAtTheSource() {
        Yardstick yardstick = Yardstick.of(100, LATENCY, THOUSAND);

        // (100 - 10)/1.1 = 81.8 ms, from 50 to 100; the tail falls from 40 to 10 requests as a power of the latency:
        // 40 · (10/40)^(ln(81.8/50)/ln(100/50)) = 14.93 are slower, of which 10 are above the bucket: 4.93 of its 30
        double slower = 40 * Math.pow(10.0 / 40, Math.log(90 / 1.1 / 50) / Math.log(2));
        assertThat(yardstick.lowerMillis()).isEqualTo(50);
        assertThat(yardstick.upperMillis()).isEqualTo(100);
        assertThat(slower).isCloseTo(14.93, within(0.01));
        assertThat(yardstick.share()).isCloseTo((slower - 10) / 30, within(1e-12));
    }

    @Test
    void shouldTakeTheFirstBucketsTailToFallEvenlySinceItBeginsAtNothing() {
        Yardstick yardstick = Yardstick.of(25, LATENCY, THOUSAND);

        // 15/1.1 = 13.6 ms: 1000 · (100/1000)^(13.6/25) = 284.8 are slower, 184.8 of the bucket's 900
        assertThat(yardstick.share()).isCloseTo((1000 * Math.pow(0.1, 15 / 1.1 / 25) - 100) / 900, within(1e-12));
    }

    @Test
    void shouldHoldNothingAgainstTheDestinationInTheEndlessBucketSinceNothingIsKnownOfIt() {
        LatencyHistogram tenPerCentEndless = histogram(900, 0, 0, 0, 100);
        Yardstick yardstick = Yardstick.of(500, LATENCY, tenPerCentEndless);

        assertThat(yardstick).isEqualTo(new Yardstick(500, 250, 250, 0));
        assertThat(yardstick.atSource(new Traffic(1000, 0, tenPerCentEndless))).isEqualTo(new Tally(100, 1000));
        assertThat(yardstick.atDestination(new Traffic(1000, 0, tenPerCentEndless)))
                .isEqualTo(new Tally(0, 1000));
    }

    @Test
    void shouldTakeNoneOfABucketThatNobodyWasIn() {
        assertThat(Yardstick.of(100, LATENCY, histogram(900, 60, 0, 9, 1)).share())
                .isZero();
        assertThat(Yardstick.of(100, LATENCY, LatencyHistogram.EMPTY).share()).isZero();
    }

    @Test
    void shouldTakeAllOfABucketForSlowWhereTheAllowanceLeavesNothing() {
        LatencyObjective wide = new LatencyObjective(0.99, OptionalDouble.empty(), 1, 25);

        assertThat(Yardstick.of(25, wide, THOUSAND).share()).isEqualTo(1);
    }

    @Test
    void shouldCountTheDestinationsRequestsBeyondTheEdge() {
        Yardstick yardstick = new Yardstick(100, 50, 100, 0.25);

        assertThat(yardstick.atDestination(new Traffic(1100, 100, THOUSAND))).isEqualTo(new Tally(10, 1000));
    }

    @Test
    void shouldCountAPartOfTheSourcesBucketAndAllAboveIt() {
        Yardstick yardstick = new Yardstick(100, 50, 100, 0.25);

        assertThat(yardstick.atSource(new Traffic(1100, 100, THOUSAND))).isEqualTo(new Tally(10 + 30 / 4.0, 1000));
        assertThat(yardstick.atSource(Traffic.NONE)).isEqualTo(Tally.NONE);
    }

    @Test
    void shouldCountAnEndlessBucketsPart() {
        Yardstick yardstick = new Yardstick(500, 250, Double.POSITIVE_INFINITY, 0.5);

        assertThat(yardstick.atSource(new Traffic(1000, 0, THOUSAND))).isEqualTo(new Tally(0.5, 1000));
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 0, 0, 0",
        "0, -1, 0, 0",
        "0, 2, 1, 0",
        "0, 0, 0, -0.1",
        "0, 0, 0, 1.1",
        "NaN, 0, 0, 0",
        "0, 0, 0, NaN"
    })
    void shouldRefuseWhatIsNoBucket(double edge, double lower, double upper, double share) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Yardstick(edge, lower, upper, share))
                .withMessageStartingWith("yardstick of ");
    }
}
