package dev.gangway.domain.traffic;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The destination's weights on the way to all traffic. The last rung leaves a rest at the source as a control, and all
 * traffic comes after it.
 *
 * @param rungs 1 to {@value #MAX_RUNGS} weights, strictly rising, above none and below all
 */
public record Ladder(List<Weight> rungs) {
    /** More rungs than this are refused. */
    public static final int MAX_RUNGS = 50;

    /** 0.1, 0.5, 2, 5, 10, 25, 50, 75, 90 %. */
    public static final Ladder DEFAULT = new Ladder(
            Stream.of(1, 5, 20, 50, 100, 250, 500, 750, 900).map(Weight::new).toList());

    /** 10, 50 %: for connections, which each step cuts. Half is where the two are told apart soonest. */
    public static final Ladder OF_CONNECTIONS =
            new Ladder(Stream.of(100, 500).map(Weight::new).toList());

    /** A service with too little traffic for a smaller first step begins here, or at the first rung if that is higher. */
    private static final Weight HIGHEST_START = new Weight(250);

    /** Copies and checks the rungs; throws IllegalArgumentException that says what is wrong. */
    public Ladder {
        rungs = List.copyOf(rungs);
        if (rungs.isEmpty() || rungs.size() > MAX_RUNGS) {
            throw new IllegalArgumentException("a ladder has 1 to " + MAX_RUNGS + " steps, not " + rungs.size());
        }
        Weight below = Weight.NONE;
        for (Weight rung : rungs) {
            if (rung.compareTo(below) <= 0 || rung.equals(Weight.ALL)) {
                throw new IllegalArgumentException(
                        "steps must rise strictly between 0 and 100 %, but " + rung + " follows " + below);
            }
            below = rung;
        }
    }

    /** The lowest rung above a weight, or all traffic above the last one. */
    public Weight above(Weight weight) {
        for (Weight rung : rungs) {
            if (rung.compareTo(weight) > 0) {
                return rung;
            }
        }
        return Weight.ALL;
    }

    /** The highest rung below a weight; empty where there is none. */
    public Optional<Weight> below(Weight weight) {
        Optional<Weight> below = Optional.empty();
        for (Weight rung : rungs) {
            below = rung.compareTo(weight) < 0 ? Optional.of(rung) : below;
        }
        return below;
    }

    /**
     * The first step: the lowest rung that gives the destination some requests at all, but no more than 25 % unless the
     * ladder begins above it.
     *
     * @param share what the destination should have at least, from 0 to 1
     */
    public Weight start(double share) {
        Weight start = rungs.get(0);
        for (Weight rung : rungs) {
            if (rung.permille() >= 1000 * share || rung.compareTo(HIGHEST_START) > 0) {
                return rung.compareTo(HIGHEST_START) > 0 ? start : rung;
            }
            start = rung;
        }
        return start;
    }

    /** The last rung: what is above it is the control. */
    public Weight last() {
        return rungs.get(rungs.size() - 1);
    }
}
