package dev.gangway.domain.analysis;

import dev.gangway.domain.traffic.TrafficSplit;
import dev.gangway.domain.traffic.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    /** What a tick shows, and of what. */
    private record Moment(
            Objectives objectives,
            TrafficSplit split,
            Evidence gathered,
            MetricWindow window,
            Traffic atDestination,
            double seconds) {

        /** Whether it holds time in which the source had nothing. */
        boolean lackedControl() {
            return gathered.lackedControl(window);
        }
    }

    /** One for each measure. */
    List<TrackTick> weigh(
            Objectives objectives, TrafficSplit split, Evidence gathered, MetricWindow window, double seconds) {
        Moment moment = new Moment(objectives, split, gathered, window, gathered.destinationIn(window, split), seconds);
        List<TrackTick> ticks = new ArrayList<>(gathered.tracks().size());
        for (Track track : gathered.tracks()) {
            ticks.add(weigh(track, moment));
        }
        return ticks;
    }

    private TrackTick weigh(Track track, Moment moment) {
        Measure measure = track.measure();
        Tally source = measure.atSource(moment.window.of(moment.split.source()), track.yardstick());
        Tally destination = measure.atDestination(moment.atDestination, track.yardstick());
        Tally recentDestination = track.destinationWith(destination);
        Tally recentSource = recentSource(track, source, recentDestination, moment);
        double reference = mechanisms.contains(Mechanism.CONCURRENT_SOURCE)
                ? track.reference(recentSource, source)
                : track.norm().usual();
        double limit = measure.limit(reference, moment.objectives)
                + (measure.isLatency() ? 0 : allowanceAlone(moment.gathered, moment.split));
        double dispersion = mechanisms.contains(Mechanism.DISPERSION)
                ? track.norm().dispersion().factor(reference * destination.requests(), moment.gathered.ticks())
                : 1;
        double most = mostPerTick(track.norm(), track.destinationAtRateOf(destination), moment);
        HarmEvidence harm = isJudged(measure, source, reference, moment)
                ? track.harm().after(destination, limit, dispersion, most, stake(moment.gathered))
                : track.harm();
        return new TrackTick(
                track.with(recentSource, recentDestination, harm),
                track.source(),
                source,
                destination,
                reference,
                limit,
                dispersion);
    }

    /** What little still comes of the source when the destination has all traffic was served before. */
    private static Tally recentSource(Track track, Tally tick, Tally recentDestination, Moment moment) {
        if (!moment.split.toDestination().equals(Weight.ALL)) {
            return track.sourceWith(tick);
        }
        return moment.gathered.ticks() <= 1 ? track.sourceLeft() : track.sourceLeft(recentDestination);
    }

    /**
     * Not where the source is as broken as can be, as nothing can be worse; not what was seen while next to nothing was beside
     * it, once something is; and no latency while the destination warms up.
     */
    private boolean isJudged(Measure measure, Tally source, double reference, Moment moment) {
        boolean isLeftOut = measure == Measure.SLUGGISH && !mechanisms.contains(Mechanism.SLUGGISHNESS);
        boolean lackedControl = moment.lackedControl() && source.requests() < Look.CONTROL_REQUESTS;
        if (isLeftOut || reference >= Measure.HIGHEST_LIMIT || lackedControl) {
            return false;
        }
        Optional<WarmUp> warmUp = moment.gathered.warmUp();
        boolean warmsUp = warmUp.isPresent() && warmUp.get().isPatient(moment.window.to());
        return !(measure.isLatency() && warmsUp);
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
    private double mostPerTick(Norm norm, Tally destination, Moment moment) {
        if (!mechanisms.contains(Mechanism.BURST_LIMIT) || (isBroken(norm, destination) && !moment.lackedControl())) {
            return NOT_LIMITED;
        }
        int longest = (int) Math.ceil(norm.longestBurstSeconds() / moment.seconds);
        int ticks = longest == 0 ? TICKS_WITHOUT_BURSTS : Math.min(MOST_TICKS, longest + TICKS_BEYOND_BURST);
        return Math.log(HarmEvidence.BETS
                        / STEP_STAKE
                        * moment.objectives.risk().oddsOfHarm())
                / ticks;
    }

    private static boolean isBroken(Norm norm, Tally seen) {
        double least = Math.max(BROKEN, 1.5 * norm.worstBurst());
        return seen.ratio() >= least
                && new Proportion((long) seen.bad(), (long) Math.ceil(seen.requests())).lowerBound(BROKEN_SURENESS)
                        >= least;
    }
}
