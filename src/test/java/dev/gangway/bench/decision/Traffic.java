package dev.gangway.bench.decision;

/** Counts the requests of one side, tick by tick. */
final class Traffic {
    private final Weather weather;
    private final Side side;
    private final TickRandom random;
    private final Draws draws;
    private final int delayTicks;
    private final int delayBucket;
    private final int[] underWay;
    private final double[] shares = new double[Buckets.COUNT];

    Traffic(Weather weather, Side side, long seed) {
        this.weather = weather;
        this.side = side;
        random = new TickRandom(seed);
        draws = new Draws(random);
        delayTicks = weather.scenario.delayTicks();
        // A timeout of 15 s takes a moment more: it falls in the bucket above that edge, were there one.
        delayBucket = Buckets.of(delayTicks * Tick.SECONDS * 1000.0 + 1);
        underWay = new int[delayTicks + 1];
    }

    /** Draws a tick's requests; those that fail late are counted in the tick in which they do. */
    Counts count(int tick, double sent, Conditions conditions) {
        random.begin(tick);
        double seen = 1 - weather.lost(side, tick);
        int arrived = draws.poisson(sent * conditions.arriving() * seen);
        int late = draws.binomial(arrived, conditions.failingLate());
        int over = underWay(tick, late);
        Counts counts = draws.requests(arrived - late, conditions.failingNow(), conditions.buckets(shares));
        return over == 0 ? counts : withLate(counts, over);
    }

    private Counts withLate(Counts counts, int over) {
        int[] failed = counts.failed.clone();
        failed[delayBucket] += over;
        return new Counts(counts.requests + over, counts.failures + over, counts.served, failed);
    }

    /** Sends these on their way, and returns how many come to their end in this tick. */
    private int underWay(int tick, int late) {
        if (delayTicks == 0) {
            return 0;
        }
        underWay[Math.floorMod(tick + delayTicks, underWay.length)] = late;
        int place = Math.floorMod(tick, underWay.length);
        int over = underWay[place];
        underWay[place] = 0;
        return over;
    }
}
