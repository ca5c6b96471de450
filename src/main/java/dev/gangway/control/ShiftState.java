package dev.gangway.control;

import static java.util.Objects.requireNonNull;

import dev.gangway.domain.analysis.Evidence;
import dev.gangway.domain.analysis.Finding;
import dev.gangway.domain.analysis.Verdict;
import dev.gangway.domain.shift.Hold;
import dev.gangway.domain.shift.Pending;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Reason;
import dev.gangway.domain.shift.RouteTrouble;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.TrafficSplit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All that must survive of a shift.
 *
 * @param phase where it is
 * @param reason why it is there, or what it waits for
 * @param attempt which attempt this is, from 1
 * @param verdict the judge's last answer
 * @param findings the numbers of that answer
 * @param evidence what is gathered at the present weight
 * @param standing the split that each cluster was last seen to show; a cluster that could not be seen is absent
 * @param unreachable why, for each cluster that could not be seen
 * @param troubles what keeps the routes of clusters that could be seen from being as they should
 * @param metricsProblem why the last reading gave no window; empty = it did, or none was needed
 * @param blindSince since when no reading gave a window while the shift moves: its budget of metrics counts from here; empty =
 *     the last one did, or nothing moves
 * @param notInForce what clients make of the routes, where that has differed from what the routes say for too long; empty =
 *     it does not, or nothing is judged in this phase
 * @param capacity what is known of the pods
 * @param hold what keeps it from a way forward that would else be taken; empty = nothing does
 * @param history the decisions, oldest first, at most {@value #MAX_HISTORY}
 * @param recordedAt when this was written
 * @param epoch of the leader that decided the phase; 0 = none has, or it is not known
 */
public record ShiftState(
        Phase phase,
        Reason reason,
        int attempt,
        Verdict verdict,
        List<Finding> findings,
        Evidence evidence,
        Map<ClusterName, TrafficSplit> standing,
        Map<ClusterName, String> unreachable,
        Map<ClusterName, RouteTrouble> troubles,
        Optional<String> metricsProblem,
        Optional<Instant> blindSince,
        Optional<String> notInForce,
        CapacityState capacity,
        Optional<Hold> hold,
        List<HistoryEntry> history,
        Instant recordedAt,
        long epoch) {
    /** Older entries are forgotten. */
    public static final int MAX_HISTORY = 50;

    /**
     * One decision that changed the phase.
     *
     * @param at when
     * @param phase the phase that it led to
     * @param weight the split that is wanted from then on
     * @param verdict the verdict at that time
     * @param reason why, with the numbers
     */
    public record HistoryEntry(Instant at, Phase.Kind phase, TrafficSplit weight, Verdict verdict, Reason reason) {}

    /** Copies the collections, and rounds the evidence: it is kept in few digits. */
    public ShiftState {
        requireNonNull(phase, "phase");
        requireNonNull(reason, "reason");
        requireNonNull(verdict, "verdict");
        findings = List.copyOf(findings);
        evidence = requireNonNull(evidence, "evidence").rounded();
        standing = Collections.unmodifiableMap(new TreeMap<>(standing));
        unreachable = Collections.unmodifiableMap(new TreeMap<>(unreachable));
        troubles = Collections.unmodifiableMap(new TreeMap<>(troubles));
        requireNonNull(metricsProblem, "metricsProblem");
        requireNonNull(blindSince, "blindSince");
        requireNonNull(notInForce, "notInForce");
        requireNonNull(capacity, "capacity");
        requireNonNull(hold, "hold");
        history = List.copyOf(history);
        requireNonNull(recordedAt, "recordedAt");
        if (epoch < 0) {
            throw new IllegalArgumentException("epoch " + epoch + " is below 0");
        }
    }

    /** Without trouble, of no epoch; not blind for any time; nobody has counted the pods; nothing holds it. */
    public ShiftState(
            Phase phase,
            Reason reason,
            int attempt,
            Verdict verdict,
            List<Finding> findings,
            Evidence evidence,
            Map<ClusterName, TrafficSplit> standing,
            Map<ClusterName, String> unreachable,
            Optional<String> metricsProblem,
            Optional<String> notInForce,
            List<HistoryEntry> history,
            Instant recordedAt) {
        this(
                phase,
                reason,
                attempt,
                verdict,
                findings,
                evidence,
                standing,
                unreachable,
                Map.of(),
                metricsProblem,
                Optional.empty(),
                notInForce,
                CapacityState.NONE,
                Optional.empty(),
                history,
                recordedAt,
                0);
    }

    /** The same with other pods. */
    public ShiftState with(CapacityState pods) {
        return new ShiftState(
                phase,
                reason,
                attempt,
                verdict,
                findings,
                evidence,
                standing,
                unreachable,
                troubles,
                metricsProblem,
                blindSince,
                notInForce,
                pods,
                hold,
                history,
                recordedAt,
                epoch);
    }

    /** The same, without metrics since then. */
    public ShiftState blindSince(Instant since) {
        return new ShiftState(
                phase,
                reason,
                attempt,
                verdict,
                findings,
                evidence,
                standing,
                unreachable,
                troubles,
                metricsProblem,
                Optional.of(since),
                notInForce,
                capacity,
                hold,
                history,
                recordedAt,
                epoch);
    }

    /** The same, held. */
    public ShiftState heldBy(Hold what) {
        return new ShiftState(
                phase,
                reason,
                attempt,
                verdict,
                findings,
                evidence,
                standing,
                unreachable,
                troubles,
                metricsProblem,
                blindSince,
                notInForce,
                capacity,
                Optional.of(what),
                history,
                recordedAt,
                epoch);
    }

    /** The state of a shift that nobody has looked at yet. */
    public static ShiftState initial(Instant created) {
        return new ShiftState(
                new Pending(),
                new Reason(Reason.Cause.PREFLIGHT, "not looked at yet", List.of()),
                1,
                Verdict.INCONCLUSIVE,
                List.of(),
                Evidence.NONE,
                Map.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                created);
    }

    /** Whether another writer puts routes back whenever they are written. */
    public boolean isContested() {
        return troubles.values().stream()
                .anyMatch(trouble -> trouble.contestedBy().isPresent());
    }

    /** The split that the phase wants, or the baseline where it wants none. */
    public static TrafficSplit wanted(Phase phase, ShiftPlan plan) {
        return phase.target(plan).map(target -> target.split()).orElse(plan.baseline());
    }

    /** The history with one more entry and without what is too old. */
    static List<HistoryEntry> append(List<HistoryEntry> history, HistoryEntry entry) {
        List<HistoryEntry> longer = new ArrayList<>(history);
        longer.add(entry);
        return List.copyOf(longer.subList(Math.max(0, longer.size() - MAX_HISTORY), longer.size()));
    }
}
