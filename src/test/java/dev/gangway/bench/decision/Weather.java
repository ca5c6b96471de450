package dev.gangway.bench.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * What chance has in store for one run, whatever a policy does: noise, spells, what will not be seen. Drawn once and met by all
 * policies alike. Ticks before the shift are negative.
 */
final class Weather {
    final Scenario scenario;
    private final int firstTick;
    private final int ticks;
    private final OfSide source;
    private final OfSide destination;
    private final List<Course> courses = new ArrayList<>();
    private final boolean[] missing;

    /** Draws it; every part gets random numbers of its own by its name. */
    Weather(Scenario scenario, int firstTick, Function<String, UniformRandomProvider> randoms) {
        this.scenario = scenario;
        this.firstTick = firstTick;
        ticks = Scenario.HORIZON_TICKS - firstTick;
        source = ofSide(Side.SOURCE, randoms);
        destination = ofSide(Side.DESTINATION, randoms);
        for (int i = 0; i < scenario.effects().size(); i++) {
            Timing timing = scenario.effects().get(i).timing();
            courses.add(Course.draw(timing, firstTick, ticks, randoms.apply("effect " + i)));
        }
        missing = missing(randoms.apply("missing"));
    }

    /** What differs from side to side. */
    private static final class OfSide {
        private final Noise errors;
        private final Noise latency;
        private final double[] lost;

        private OfSide(Noise errors, Noise latency, double[] lost) {
            this.errors = errors;
            this.latency = latency;
            this.lost = lost;
        }
    }

    private OfSide ofSide(Side side, Function<String, UniformRandomProvider> randoms) {
        return new OfSide(
                Noise.draw(scenario.errorNoise(), ticks, randoms.apply("errors of the " + side.word())),
                Noise.draw(scenario.latencyNoise(), ticks, randoms.apply("latency of the " + side.word())),
                lost(side, randoms.apply("resets of the " + side.word())));
    }

    private double[] lost(Side side, UniformRandomProvider random) {
        double[] shares = new double[ticks];
        for (CounterReset reset : scenario.resets()) {
            if (reset.on().includes(side)) {
                new Spells(reset.everySeconds(), Span.ZERO)
                        .between(0, ticks * (double) Tick.SECONDS, random, (from, until, place) -> {
                            int tick = (int) (from / Tick.SECONDS);
                            shares[tick] = Math.max(shares[tick], reset.lost().at(place));
                        });
            }
        }
        return shares;
    }

    private boolean[] missing(UniformRandomProvider random) {
        boolean[] gone = new boolean[Scenario.HORIZON_TICKS];
        for (Scenario.Missing miss : scenario.missing()) {
            Course course = Course.draw(miss.timing(), 0, gone.length, random);
            for (int tick = 0; tick < gone.length; tick++) {
                gone[tick] |= random.nextDouble() < miss.probability() && course.strength(tick) > 0;
            }
        }
        return gone;
    }

    /** Requests to be expected in a tick, on both sides together. */
    double requests(int tick) {
        return scenario.requestsPerSecond() * Tick.SECONDS * scenario.load().at(tick * (double) Tick.SECONDS);
    }

    double errorFactor(Side side, int tick) {
        return of(side).errors.factor(tick - firstTick);
    }

    double latencyFactor(Side side, int tick) {
        return of(side).latency.factor(tick - firstTick);
    }

    Course course(int effect) {
        return courses.get(effect);
    }

    /** The share of a side's counts that nobody sees, because its counters began anew. */
    double lost(Side side, int tick) {
        return of(side).lost[tick - firstTick];
    }

    boolean isMissing(int tick) {
        return missing[tick];
    }

    private OfSide of(Side side) {
        return side == Side.SOURCE ? source : destination;
    }
}
