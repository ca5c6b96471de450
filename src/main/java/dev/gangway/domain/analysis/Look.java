package dev.gangway.domain.analysis;

import dev.gangway.domain.traffic.Ladder;
import dev.gangway.domain.traffic.TrafficSplit;
import dev.gangway.domain.traffic.Weight;
import java.time.Duration;
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
    static final int CONTROL_REQUESTS = 20;

    private static final double HALF = 0.5;
    private static final double LATENCY_NEEDS = 2;

    TrackTick errors() {
        return ticks.get(0);
    }

    /** The odds of harm that roll back: twice those that are asked for where it is latency, since more than one is looked at. */
    double harmLimit(TrackTick tick) {
        return (tick.isLatency() ? LATENCY_NEEDS : 1) * objectives.risk().oddsOfHarm();
    }

    boolean isHarm(TrackTick tick) {
        return tick.harm() >= harmLimit(tick);
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
        double there = share(control());
        return weight().equals(Weight.ALL)
                && gathered.rate() * Math.min(there, 1 - there) * reaction >= CONTROL_REQUESTS;
    }

    /** Where both sides get enough to be compared soon: the rung nearest to half of the traffic. */
    Weight control() {
        Weight control = ladder.rungs().get(0);
        for (Weight rung : ladder.rungs()) {
            boolean nearer = Math.abs(share(rung) - HALF) < Math.abs(share(control) - HALF);
            control = nearer ? rung : control;
        }
        return control;
    }

    /** The last trial beside a control, with what this tick explains of it. */
    Optional<Trial> trial() {
        Optional<Trial> last = gathered.trial();
        if (last.isEmpty()
                || last.get().explained()
                || weight().compareTo(last.get().from()) >= 0) {
            return last;
        }
        for (TrackTick tick : ticks) {
            boolean isOfIt = tick.isLatency() == last.get().ofLatency();
            if (isOfIt && tick.source().requests() > 0 && tick.sourceIsWorse()) {
                return Optional.of(last.get().explainedBySource());
            }
        }
        return last;
    }

    /** Whether the source had bursts of what is harmful: of errors, or of any latency. */
    boolean hadBursts(TrackTick harmful) {
        for (TrackTick tick : ticks) {
            if (tick.isLatency() == harmful.isLatency() && tick.track().norm().hasBursts()) {
                return true;
            }
        }
        return false;
    }

    /** Milliseconds from one window to the next, about. */
    double tickMillis() {
        return 500 * reaction;
    }

    /** Whether it is one of the first two windows with the present weight in it. */
    boolean isJustThere() {
        return gathered.validFrom().isPresent()
                && !window.to().isBefore(gathered.validFrom().get())
                && window.from().isBefore(gathered.validFrom().get().plusMillis((long) tickMillis()));
    }

    /** Whether so much time has passed at this weight that waiting longer needs a reason. */
    boolean isSoaked() {
        return hasStoodFor(objectives.risk().maximumSoak());
    }

    /** Whether the present weight has stood everywhere for so long. */
    boolean hasStoodFor(Duration duration) {
        return gathered.validFrom().isPresent()
                && !window.to().isBefore(gathered.validFrom().get().plus(duration));
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
