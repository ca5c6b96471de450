package dev.gangway.bench.decision;

import java.nio.charset.StandardCharsets;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Random numbers that begin anew with every tick (SplitMix64). However many a tick uses up, the next one's are the same: so two
 * policies that move traffic differently meet the same luck.
 */
final class TickRandom implements UniformRandomProvider {
    private static final long STEP = 0x9e3779b97f4a7c15L;

    private final long seed;
    private long state;

    TickRandom(long seed) {
        this.seed = seed;
        state = mix(seed);
    }

    /** The seed of one part of one run, which shares nothing with the other parts. */
    static long seed(long seed, String scenario, int run, String part) {
        long mixed = mix(seed);
        for (byte letter : (scenario + '\n' + part).getBytes(StandardCharsets.UTF_8)) {
            mixed = mix(mixed ^ letter);
        }
        return mix(mixed + STEP * (run + 1L));
    }

    /** Begins anew with the numbers of this tick. */
    void begin(int tick) {
        state = mix(seed ^ mix(STEP * (tick + 1L)));
    }

    @Override
    public long nextLong() {
        state += STEP;
        return mix(state);
    }

    private static long mix(long number) {
        long mixed = (number ^ (number >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
