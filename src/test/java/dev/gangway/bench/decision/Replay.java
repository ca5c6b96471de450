package dev.gangway.bench.decision;

import java.util.ArrayList;
import java.util.List;

/** A recording played once: counts are drawn from its rates, which hold for every base tick that begins in a row. */
final class Replay {
    private static final int HISTORY_TICKS = 3600 / Tick.SECONDS;
    /** A request is slow over the bucket that at most so many exceeded in the past. */
    private static final double USUALLY_SLOW = 0.05;

    private final Recording recording;
    private final long sourceSeed;
    private final long destinationSeed;
    private final List<Counts> history = new ArrayList<>();
    private final Tick before;
    private final int slowBucket;

    Replay(Recording recording, long seed, int run) {
        this.recording = recording;
        sourceSeed = TickRandom.seed(seed, recording.name(), run, "source");
        destinationSeed = TickRandom.seed(seed, recording.name(), run, "destination");
        TickRandom random = new TickRandom(sourceSeed);
        Draws draws = new Draws(random);
        for (int tick = -HISTORY_TICKS - 1; tick < -1; tick++) {
            history.add(past(tick, random, draws));
        }
        before = new Tick(past(-1, random, draws), Draws.NONE);
        int bucket = 0;
        while (recording.history().over(bucket) > USUALLY_SLOW) {
            bucket++;
        }
        slowBucket = bucket;
    }

    private Counts past(int tick, TickRandom random, Draws draws) {
        random.begin(tick);
        return recording.history().at(second(tick)).draw(draws, requests());
    }

    private double requests() {
        return recording.requestsPerSecond() * Tick.SECONDS;
    }

    private static double second(int tick) {
        return tick * (double) Tick.SECONDS;
    }

    /** The world of this replay for one more policy. */
    World world() {
        return new ReplayedWorld(this);
    }

    /** Goes on from the recording's past. */
    private static final class ReplayedWorld implements World {
        private final Replay replay;
        private final TickRandom sourceRandom;
        private final TickRandom destinationRandom;
        private final Draws sourceDraws;
        private final Draws destinationDraws;

        ReplayedWorld(Replay replay) {
            this.replay = replay;
            sourceRandom = new TickRandom(replay.sourceSeed);
            destinationRandom = new TickRandom(replay.destinationSeed);
            sourceDraws = new Draws(sourceRandom);
            destinationDraws = new Draws(destinationRandom);
        }

        @Override
        public List<Counts> history() {
            return replay.history;
        }

        @Override
        public Tick before() {
            return replay.before;
        }

        @Override
        public Lived live(int tick, double weight) {
            Frame source = replay.recording.source().at(second(tick));
            Frame destination = replay.recording.destination().at(second(tick));
            double shifted = replay.requests() * weight;
            sourceRandom.begin(tick);
            destinationRandom.begin(tick);
            Tick seen = new Tick(
                    source.draw(sourceDraws, replay.requests() - shifted), destination.draw(destinationDraws, shifted));
            double failures = shifted * Math.max(0, destination.errorRatio - source.errorRatio);
            double slow = shifted * Math.max(0, destination.over(replay.slowBucket) - source.over(replay.slowBucket));
            boolean regressed = weight > 0 && replay.recording.label() != Recording.Label.HEALTHY;
            return new Lived(seen, failures, slow, regressed);
        }
    }
}
