package dev.gangway.adapter.telemetry;

import dev.gangway.control.ShiftRecord;
import dev.gangway.control.TrafficRouter.Outcome;
import dev.gangway.domain.analysis.Finding;
import dev.gangway.domain.analysis.Verdict;
import dev.gangway.domain.traffic.ClusterName;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is measured of one shift: how it stands, and what can't be seen from that, as it is counted. Safe for use by the loop and
 * by a scrape at once.
 */
final class ShiftMeter {
    private final Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);
    private final Set<ClusterName> clusters = new TreeSet<>();
    private final Set<Finding.Objective> objectives = EnumSet.noneOf(Finding.Objective.class);
    private final Map<ClusterName, ClusterWrites> writes = new TreeMap<>();
    private ShiftRecord latest;

    ShiftMeter(ShiftRecord shift) {
        latest = shift;
    }

    /** The shift is so now. */
    synchronized void update(ShiftRecord shift) {
        boolean wasJudged = latest.state().phase().kind().isJudged();
        latest = shift;
        clusters.addAll(shift.state().standing().keySet());
        shift.state().findings().stream().map(Finding::objective).forEach(objectives::add);
        if (wasJudged) {
            verdicts.merge(shift.state().verdict(), 1L, Long::sum);
        }
    }

    /** A cluster was written for the shift, or was not. */
    synchronized void applied(Outcome outcome) {
        writes.computeIfAbsent(outcome.cluster(), cluster -> new ClusterWrites())
                .ended(outcome.failure().isPresent(), outcome.took());
    }

    /** The shift as its last turn left it. */
    synchronized ShiftRecord latest() {
        return latest;
    }

    /** The clusters whose weight was ever known. */
    synchronized Set<ClusterName> clusters() {
        return Set.copyOf(clusters);
    }

    /** What was ever found something of. */
    synchronized Set<Finding.Objective> objectives() {
        return EnumSet.copyOf(objectives);
    }

    /** How many turns that began in a judged phase have ended with a verdict. */
    synchronized long turns(Verdict verdict) {
        return verdicts.getOrDefault(verdict, 0L);
    }

    /** The writes to each cluster so far. */
    synchronized Map<ClusterName, ClusterWrites> writes() {
        return Map.copyOf(writes);
    }
}
