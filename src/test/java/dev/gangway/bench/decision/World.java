package dev.gangway.bench.decision;

import java.util.List;

/** What one policy is let loose on, once. */
interface World {
    /** What has been seen of the source before the shift, oldest first. */
    List<Counts> history();

    /** The last tick before the shift, which is seen only after it has begun. */
    Tick before();

    /** Lives through one tick, from 0 on, with this share of the destination. */
    Lived live(int tick, double weight);

    /**
     * A tick that is over.
     *
     * @param seen what can be seen of it; null where nothing can
     * @param failures how many requests are expected to have failed that otherwise would not
     * @param slow how many are expected to have been slow that otherwise would not, where that counts
     * @param regressed whether the regression was at work
     */
    record Lived(Tick seen, double failures, double slow, boolean regressed) {}
}
