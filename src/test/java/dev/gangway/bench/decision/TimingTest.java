package dev.gangway.bench.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimingTest {
    private static final double EVER = Double.POSITIVE_INFINITY;

    @Test
    void shouldCountTheShareOfATick() {
        Timing timing = new Timing(12, 21, 0, 0, 0, Optional.empty());

        // From 12 s to 21 s: 3 of the 5 seconds from 10 on, all of those from 15 on, 1 of those from 20 on.
        assertThat(timing.strength(5)).isZero();
        assertThat(timing.strength(10)).isEqualTo(0.6);
        assertThat(timing.strength(15)).isEqualTo(1);
        assertThat(timing.strength(20)).isEqualTo(0.2);
        assertThat(timing.strength(25)).isZero();
    }

    @Test
    void shouldRiseEvenly() {
        Timing timing = new Timing(100, EVER, 100, 0, 0, Optional.empty());

        assertThat(timing.strength(95)).isZero();
        // The middle of the tick is 52.5 s into the ramp.
        assertThat(timing.strength(150)).isCloseTo(0.525, within(1e-9));
        assertThat(timing.strength(200)).isEqualTo(1);
    }

    @Test
    void shouldComeBackEveryPeriod() {
        Timing timing = new Timing(Double.NEGATIVE_INFINITY, EVER, 0, 60, 12, Optional.empty());

        assertThat(timing.strength(0)).isEqualTo(1);
        assertThat(timing.strength(10)).isCloseTo(0.4, within(1e-9));
        assertThat(timing.strength(15)).isZero();
        assertThat(timing.strength(120)).isEqualTo(1);
        // The history has it too, in step.
        assertThat(timing.strength(-60)).isEqualTo(1);
        assertThat(timing.strength(-5)).isZero();
    }

    @Test
    void shouldCountPeriodsFromWhereItBegins() {
        Timing timing = new Timing(30, EVER, 0, 60, 10, Optional.empty());

        assertThat(timing.strength(0)).isZero();
        assertThat(timing.strength(30)).isEqualTo(1);
        assertThat(timing.strength(40)).isZero();
        assertThat(timing.strength(90)).isEqualTo(1);
    }

    @Test
    void shouldComeInSpellsAsOftenAndAsLongAsTheySay() {
        Timing timing =
                new Timing(Double.NEGATIVE_INFINITY, EVER, 0, 0, 0, Optional.of(new Spells(600, new Span(5, 15))));
        int ticks = 1_000_000;
        Course course = Course.draw(timing, -100, ticks, new TickRandom(3));

        double active = 0;
        for (int tick = -100; tick < ticks - 100; tick++) {
            active += course.strength(tick) * Tick.SECONDS;
        }
        // 10 s of every 600 on average, in 5,000,000 s.
        assertThat(active / (ticks * 5.0)).isCloseTo(10.0 / 600, within(0.0005));
    }

    @Test
    void shouldWanderAboutItsMean() {
        Noise noise = Noise.draw(0.3, 1_000_000, new TickRandom(3));

        double sum = 0;
        double squares = 0;
        double product = 0;
        for (int i = 0; i < 999_999; i++) {
            double logarithm = Math.log(noise.factor(i)) + 0.045;
            sum += noise.factor(i);
            squares += logarithm * logarithm;
            product += logarithm * (Math.log(noise.factor(i + 1)) + 0.045);
        }
        assertThat(sum / 999_999).isCloseTo(1, within(0.005));
        assertThat(Math.sqrt(squares / 999_999)).isCloseTo(0.3, within(0.005));
        // A time constant of 30 s: neighbours correlate by exp(-5/30).
        assertThat(product / squares).isCloseTo(Math.exp(-5 / 30.0), within(0.005));
    }
}
