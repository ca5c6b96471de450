package dev.gangway.bench.decision;

import java.util.List;

/** What becomes of the requests of one side in one tick. Used over and over, as a run has thousands of ticks. */
final class Conditions {
    /** Requests over Istio's bucket edge of 250 ms are slow. */
    private static final int SLOW = Buckets.of(250);

    private final Weather weather;
    private final Side side;
    private final Slowness slowness;
    private double failingNow;
    private double failingLate;
    private double lost;
    private boolean regressed;

    Conditions(Weather weather, Side side) {
        this.weather = weather;
        this.side = side;
        slowness = new Slowness(weather.scenario.latency());
    }

    /** Works them out for a tick with this share of the destination, which has had traffic for so long. */
    void at(int tick, double weight, double secondsOfTraffic) {
        failingNow = weather.scenario.errorRatio() * weather.errorFactor(side, tick);
        failingLate = 0;
        lost = 0;
        regressed = false;
        slowness.begin();
        slowness.slow(1, weather.latencyFactor(side, tick), 0);
        List<Effect> effects = weather.scenario.effects();
        for (int i = 0; i < effects.size(); i++) {
            Effect effect = effects.get(i);
            if (effect.on().includes(side)) {
                Course course = weather.course(i);
                double strength = effect.reach().strength(weight, secondsOfTraffic);
                if (strength > 0) {
                    add(effect, strength * course.strength(tick), course.place(tick));
                }
            }
        }
        failingLate = Math.min(1, failingLate);
        failingNow = Math.min(1 - failingLate, failingNow);
    }

    private void add(Effect effect, double strength, double place) {
        if (strength == 0) {
            return;
        }
        double errors = effect.errors().at(place) * effect.clientShare() * strength;
        if (effect.delaySeconds() > 0) {
            failingLate += errors;
        } else {
            failingNow += errors;
        }
        lost = Math.min(1, lost + effect.lost().at(place) * strength);
        effect.slowing().slow(slowness, strength, place);
        regressed |= !effect.background();
    }

    /** The share of those sent that fail; one that gets lost has failed its user too. */
    double failing() {
        return lost + (1 - lost) * (failingNow + failingLate);
    }

    /** The share of requests that are slow. */
    double slow() {
        return slowness.over(SLOW);
    }

    /** Of those that arrive, the share that fails late. */
    double failingLate() {
        return failingLate;
    }

    /** Of those that arrive and do not fail late, the share that fails. */
    double failingNow() {
        return failingLate >= 1 ? 0 : failingNow / (1 - failingLate);
    }

    /** The share of requests sent that arrive. */
    double arriving() {
        return 1 - lost;
    }

    double[] buckets(double[] into) {
        return slowness.buckets(into);
    }

    /** Whether something is at work that belongs to the regression. */
    boolean isRegressed() {
        return regressed;
    }
}
