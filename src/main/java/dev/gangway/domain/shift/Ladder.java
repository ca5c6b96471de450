package dev.gangway.domain.shift;

import dev.gangway.domain.traffic.Weight;
import java.util.List;
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

    /** 1, 5, 10, 25, 50, 75, 95 %. */
    public static final Ladder DEFAULT = new Ladder(
            Stream.of(10, 50, 100, 250, 500, 750, 950).map(Weight::new).toList());

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
        return rungs.stream()
                .filter(rung -> rung.compareTo(weight) > 0)
                .findFirst()
                .orElse(Weight.ALL);
    }

    /** The last rung: what is above it is the control. */
    public Weight last() {
        return rungs.get(rungs.size() - 1);
    }
}
