package dev.gangway.domain.analysis;

import dev.gangway.domain.traffic.TrafficSplit;
import dev.gangway.domain.traffic.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Adds one tick to the evidence of harm, measure by measure. */
record HarmWeighing(Set<Mechanism> mechanisms) {
    private static final double FIRST_STAKE = 0.5;
    private static final double STEP_STAKE = 0.05;
    private static final double STAKE = 0.002;

    private static final int TICKS_WITHOUT_BURSTS = 2;
    private static final int TICKS_BEYOND_BURST = 4;
    private static final int MOST_TICKS = 8;

    /** From this share of failures on, no burst is waited for, unless the source had such bursts. */
    private static final double BROKEN = 0.3;

    private static final double BROKEN_SURENESS = 2;
    private static final double FAILURES_PER_SECOND_ALONE = 0.005;
    private static final double MOST_ALONE = 0.001;
    private static final double NOT_LIMITED = 700;

    /** One for each measure. */
    List<TrackTick> weigh(
            Objectives objectives, TrafficSplit split, Evidence gathered, MetricWindow window, double seconds) {
        List<TrackTick> ticks = new ArrayList<>(gathered.tracks().size());
        Traffic atDestination = gathered.destinationIn(window, split);
        for (Track track : gathered.tracks()) {
            ticks.add(weigh(objectives, split, gathered, window, atDestination, track, seconds));
        }
        return ticks;
    }

    private TrackTick weigh(
            Objectives objectives,
            TrafficSplit split,
            Evidence gathered,
            MetricWindow window,
            Traffic atDestination,
            Track track,
            double seconds) {
        Measure measure = track.measure();
        Tally source = measure.atSource(window.of(split.source()), track.yardstick());
        Tally destination = measure.atDestination(atDestination, track.yardstick());
        Track seen = track.seen(source, destination);
        double reference = mechanisms.contains(Mechanism.CONCURRENT_SOURCE)
                ? seen.reference(source)
                : track.norm().ratio() + track.norm().error();
        double limit =
                measure.limit(reference, objectives) + (measure.isLatency() ? 0 : allowanceAlone(gathered, split));
        double dispersion = mechanisms.contains(Mechanism.DISPERSION)
                ? track.norm().dispersion().factor(reference * destination.requests(), gathered.ticks())
                : 1;
        boolean patient = measure.isLatency()
                && gathered.warmUp().isPresent()
                && gathered.warmUp().get().isPatient(window.to());
        HarmEvidence harm = patient
                ? track.harm()
                : track.harm()
                        .after(destination, limit, dispersion, mostPerTick(seen, objectives, seconds), stake(gathered));
        return new TrackTick(
                seen.with(harm),
                source,
                destination,
                reference,
                limit,
                dispersion,
                objectives.risk().oddsOfHarm());
    }

    /**
     * Without a control beside it a quiet destination is held against the past alone, which is not known so exactly: a few
     * failed requests an hour are no harm yet.
     */
    private static double allowanceAlone(Evidence gathered, TrafficSplit split) {
        return split.toDestination().equals(Weight.ALL)
                ? Math.min(MOST_ALONE, FAILURES_PER_SECOND_ALONE / Math.max(1e-9, gathered.rate()))
                : 0;
    }

    private static double stake(Evidence gathered) {
        if (gathered.ticks() > 1) {
            return STAKE;
        }
        return gathered.previous().equals(Weight.NONE) ? FIRST_STAKE : STEP_STAKE;
    }

    /** So much that a burst as long as the longest known stays below the odds that roll back. */
    private double mostPerTick(Track track, Objectives objectives, double seconds) {
        if (!mechanisms.contains(Mechanism.BURST_LIMIT) || isBroken(track)) {
            return NOT_LIMITED;
        }
        int longest = (int) Math.ceil(track.norm().longestBurstSeconds() / seconds);
        int ticks = longest == 0 ? TICKS_WITHOUT_BURSTS : Math.min(MOST_TICKS, longest + TICKS_BEYOND_BURST);
        return Math.log(HarmEvidence.BETS / STEP_STAKE * objectives.risk().oddsOfHarm()) / ticks;
    }

    private static boolean isBroken(Track track) {
        double least = Math.max(BROKEN, 1.5 * track.norm().worstBurst());
        if (track.destination().ratio() < least) {
            return false;
        }
        Proportion seen = new Proportion((long) track.destination().bad(), (long)
                Math.ceil(track.destination().requests()));
        return seen.lowerBound(BROKEN_SURENESS) >= least;
    }
}
