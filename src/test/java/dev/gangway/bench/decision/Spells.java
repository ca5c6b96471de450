package dev.gangway.bench.decision;

import org.apache.commons.rng.UniformRandomProvider;

/** Times that come at random, with nothing to announce them: so often on average, and so long. */
record Spells(double everySeconds, Span lastsSeconds) {
    /** Told of each spell: when it begins and ends, and a number from 0 to 1 for what it is like. */
    interface Listener {
        void spell(double from, double until, double place);
    }

    void between(double from, double until, UniformRandomProvider random, Listener listener) {
        double at = from;
        while (true) {
            at += -everySeconds * Math.log(1 - random.nextDouble());
            if (at >= until) {
                return;
            }
            listener.spell(at, at + lastsSeconds.at(random.nextDouble()), random.nextDouble());
        }
    }
}
