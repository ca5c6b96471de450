package dev.gangway.domain.analysis;

import dev.gangway.domain.traffic.Ladder;
import dev.gangway.domain.traffic.TrafficSplit;
import dev.gangway.domain.traffic.Weight;
import java.util.List;
import java.util.Optional;

/**
 * All that the rules look at in one tick.
 *
 * @param gathered the evidence with this tick counted, and not yet judged
 * @param ticks one for each measure, errors first
 * @param reaction how many seconds it takes to see harm and to take the traffic back
 */
record Look(
        Objectives objectives,
        Ladder ladder,
        TrafficSplit split,
        Evidence gathered,
        MetricWindow window,
        List<TrackTick> ticks,
        double reaction) {
    /** A control of fewer requests in the time to react tells nothing. */
    private static final int CONTROL_REQUESTS = 20;

    TrackTick errors() {
        return ticks.get(0);
    }

    Weight weight() {
        return split.toDestination();
    }

    Weight next() {
        return ladder.above(weight());
    }

    /** Where a shift of this rate begins. */
    Weight first() {
        return ladder.start(AtBaseline.FIRST_RATE / Math.max(1e-9, gathered.rate()));
    }

    /** Requests per second at a share of the traffic. */
    double rateAt(Weight at) {
        return gathered.rate() * share(at);
    }

    /** Whether the destination has all traffic though a control could be had: an incident of both sides looks like harm then. */
    boolean lacksControl() {
        return weight().equals(Weight.ALL)
                && gathered.rate() * (1 - share(ladder.last())) * reaction >= CONTROL_REQUESTS;
    }

    /** Whether the window holds time before the present weight took effect as well as after. */
    boolean holdsStep() {
        return gathered.validFrom().isPresent()
                && window.from().isBefore(gathered.validFrom().get())
                && !window.to().isBefore(gathered.validFrom().get());
    }

    /** Whether so much time has passed at this weight that waiting longer needs a reason. */
    boolean isSoaked() {
        return gathered.validFrom().isPresent()
                && !window.to()
                        .isBefore(gathered.validFrom()
                                .get()
                                .plus(objectives.risk().maximumSoak()));
    }

    /** The highest rung below the present weight whose share is not above the given one, or else the first step. */
    Optional<Weight> lower(double share) {
        Weight start = first();
        Optional<Weight> lower = Optional.empty();
        for (Weight rung : ladder.rungs()) {
            boolean fits = rung.compareTo(start) <= 0 || share(rung) <= share;
            if (fits && rung.compareTo(weight()) < 0) {
                lower = Optional.of(rung);
            }
        }
        return lower;
    }

    static double share(Weight weight) {
        return weight.permille() / 1000.0;
    }
}
