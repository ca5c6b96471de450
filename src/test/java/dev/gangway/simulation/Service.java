package dev.gangway.simulation;

import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.ServiceRef;
import java.util.List;
import java.util.Random;

/**
 * One service: how many requests it gets, and what becomes of them on each side.
 *
 * @param failing the share of requests that fails where all is well, on both sides
 * @param harm what is wrong with the destination
 * @param harmedFrom the second from which it is
 * @param sickFrom the second from which both sides fail alike for a while; negative = never
 */
record Service(
        ServiceRef ref,
        ClusterName source,
        ClusterName destination,
        int perSecond,
        double failing,
        Harm harm,
        int harmedFrom,
        int sickFrom) {
    private static final List<Harm> HARMS = List.of(Harm.ALL_FAIL, Harm.SOME_FAIL, Harm.SLOW, Harm.LOSES);
    private static final int SICK_SECONDS = 200;

    /** What can be wrong with a destination. */
    enum Harm {
        NONE,
        ALL_FAIL,
        SOME_FAIL,
        SLOW,
        LOSES
    }

    static Service random(Random random, ServiceRef ref, ClusterName source, ClusterName destination, int chaos) {
        Harm harm = random.nextInt(100) < 65 ? Harm.NONE : HARMS.get(random.nextInt(HARMS.size()));
        return new Service(
                ref,
                source,
                destination,
                (harm == Harm.LOSES ? 300 : 60) + random.nextInt(300),
                new double[] {0, 0.001, 0.004, 0.015}[random.nextInt(4)],
                harm,
                random.nextBoolean() ? 0 : random.nextInt(chaos),
                random.nextInt(20) == 0 ? random.nextInt(chaos) : -1);
    }

    boolean harmedAt(long second) {
        return harm != Harm.NONE && second >= harmedFrom;
    }

    boolean wasEverSick() {
        return sickFrom >= 0;
    }

    private boolean isSickAt(long second) {
        return sickFrom >= 0 && second >= sickFrom && second < sickFrom + SICK_SECONDS;
    }

    double sourceFails(long second) {
        return isSickAt(second) ? 0.3 : failing;
    }

    double destinationFails(long second) {
        double usual = sourceFails(second);
        if (!harmedAt(second)) {
            return usual;
        }
        return switch (harm) {
            case ALL_FAIL -> 1;
            case SOME_FAIL -> Math.min(1, usual + 0.15);
            case NONE, SLOW, LOSES -> usual;
        };
    }
}
