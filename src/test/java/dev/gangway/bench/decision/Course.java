package dev.gangway.bench.decision;

import org.apache.commons.rng.UniformRandomProvider;

/** How an effect goes in one run, tick by tick: how much there is of it, and what it is like. */
final class Course {
    private final Timing timing;
    private final int firstTick;
    private final float[] strengths;
    private final float[] places;

    private Course(Timing timing, int firstTick, float[] strengths, float[] places) {
        this.timing = timing;
        this.firstTick = firstTick;
        this.strengths = strengths;
        this.places = places;
    }

    /** Draws the course of the ticks from the first on; the shift begins with tick 0. */
    static Course draw(Timing timing, int firstTick, int ticks, UniformRandomProvider random) {
        if (timing.randomly().isEmpty()) {
            return new Course(timing, firstTick, new float[0], new float[] {random.nextFloat()});
        }
        float[] strengths = new float[ticks];
        float[] places = new float[ticks];
        double start = firstTick * (double) Tick.SECONDS;
        timing.randomly().get().between(start, start + ticks * (double) Tick.SECONDS, random, (from, until, place) -> {
            int last = Math.min(ticks - 1, (int) ((until - start) / Tick.SECONDS));
            for (int i = (int) ((from - start) / Tick.SECONDS); i <= last; i++) {
                double tick = start + i * (double) Tick.SECONDS;
                double shared = Math.min(until, tick + Tick.SECONDS) - Math.max(from, tick);
                strengths[i] = (float) Math.min(1, strengths[i] + shared / Tick.SECONDS);
                places[i] = (float) place;
            }
        });
        return new Course(timing, firstTick, strengths, places);
    }

    /** How much of it there is in a tick, from 0 to 1. */
    double strength(int tick) {
        double spell = strengths.length == 0 ? 1 : strengths[tick - firstTick];
        return spell == 0 || timing.isConstant() ? spell : spell * timing.strength(tick * (double) Tick.SECONDS);
    }

    /** Where between its ends its size is. */
    double place(int tick) {
        return places.length == 1 ? places[0] : places[tick - firstTick];
    }
}
