package dev.gangway.domain.shift;

import static java.util.Objects.requireNonNull;

import dev.gangway.domain.analysis.Assessment;
import dev.gangway.domain.analysis.Verdict;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.Weight;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * All that a decision may rest on, seen in one tick.
 *
 * @param at when
 * @param request what is wanted
 * @param attempt the attempt that is under way
 * @param clusters what every cluster that takes part shows of the phase's target
 * @param left the weight that the destination was taken back from to be compared with a control; or else the one before the
 *     present one
 * @param standingSince since when every cluster has shown the target without a break, as far as known
 * @param assessment the judge's answer; empty when this tick read no metrics
 * @param blindSince since when no reading gave anything to judge by; empty = the last one did, or nothing moves
 * @param capacity the pods on both sides; empty where nobody counts them
 * @param obstacles what keeps a shift from beginning; only looked for while it is pending
 * @param warnings what whoever begins it should know; only looked for while it is pending
 * @param gates what gates have answered so far
 */
public record Observation(
        Instant at,
        Request request,
        int attempt,
        Map<ClusterName, ClusterView> clusters,
        Weight left,
        Optional<Instant> standingSince,
        Optional<Assessment> assessment,
        Optional<Instant> blindSince,
        Optional<Capacity> capacity,
        List<String> obstacles,
        List<String> warnings,
        Gates gates) {

    /** Copies the collections. */
    public Observation {
        requireNonNull(at, "at");
        requireNonNull(request, "request");
        clusters = Collections.unmodifiableMap(new TreeMap<>(clusters));
        requireNonNull(left, "left");
        requireNonNull(standingSince, "standingSince");
        requireNonNull(assessment, "assessment");
        requireNonNull(blindSince, "blindSince");
        requireNonNull(capacity, "capacity");
        obstacles = List.copyOf(obstacles);
        warnings = List.copyOf(warnings);
        requireNonNull(gates, "gates");
    }

    /** Where the metrics give something to judge by, nobody counts pods, no gate was asked, and without warnings. */
    public Observation(
            Instant at,
            Request request,
            int attempt,
            Map<ClusterName, ClusterView> clusters,
            Weight previous,
            Optional<Instant> standingSince,
            Optional<Assessment> assessment,
            List<String> obstacles) {
        this(
                at,
                request,
                attempt,
                clusters,
                previous,
                standingSince,
                assessment,
                Optional.empty(),
                Optional.empty(),
                obstacles,
                List.of(),
                Gates.UNASKED);
    }

    /** The same with these pods. */
    public Observation with(Capacity pods) {
        return new Observation(
                at,
                request,
                attempt,
                clusters,
                left,
                standingSince,
                assessment,
                blindSince,
                Optional.of(pods),
                obstacles,
                warnings,
                gates);
    }

    /** The same with these answers. */
    public Observation with(Gates answers) {
        return new Observation(
                at,
                request,
                attempt,
                clusters,
                left,
                standingSince,
                assessment,
                blindSince,
                capacity,
                obstacles,
                warnings,
                answers);
    }

    /** The same without anything to judge by since then. */
    public Observation blindSince(Instant since) {
        return new Observation(
                at,
                request,
                attempt,
                clusters,
                left,
                standingSince,
                assessment,
                Optional.of(since),
                capacity,
                obstacles,
                warnings,
                gates);
    }

    /** Whether every cluster is known to show the target. */
    public boolean everyClusterShowsTarget() {
        return !clusters.isEmpty() && clusters.values().stream().allMatch(ClusterView::showsTarget);
    }

    /** Whether the clusters that can be reached, one at least, show the target. */
    boolean everyReachableClusterShowsTarget() {
        List<ClusterView> reachable = clusters.values().stream()
                .filter(view -> !(view instanceof ClusterView.Unreachable))
                .toList();
        return !reachable.isEmpty() && reachable.stream().allMatch(ClusterView::showsTarget);
    }

    /** Whether every cluster has shown the target for so long. */
    boolean stoodFor(Duration duration) {
        return everyClusterShowsTarget()
                && standingSince.isPresent()
                && !at.isBefore(standingSince.get().plus(duration));
    }

    boolean degraded() {
        return verdictIs(Verdict.DEGRADED);
    }

    boolean healthy() {
        return verdictIs(Verdict.HEALTHY);
    }

    /** Whether a new attempt is wanted. */
    boolean retryIsWanted() {
        return request.attempt() > attempt && request.intent() != Request.Intent.ROLL_BACK;
    }

    /** Which clusters are awaited, in words. */
    Reason awaited(RouteTarget target) {
        for (var cluster : clusters.entrySet()) {
            if (cluster.getValue() instanceof ClusterView.Unreachable unreachable) {
                return Reason.of(
                        Reason.Cause.CLUSTER,
                        "waiting for cluster %s, which can't be reached: %s"
                                .formatted(cluster.getKey(), unreachable.why()));
            }
        }
        for (var cluster : clusters.entrySet()) {
            if (cluster.getValue() instanceof ClusterView.Seen seen
                    && seen.trouble().isPresent()) {
                return Reason.of(
                        Reason.Cause.ROUTES,
                        "waiting for cluster %s: %s"
                                .formatted(
                                        cluster.getKey(), seen.trouble().get().seen()));
            }
        }
        String behind = clusters.entrySet().stream()
                .filter(cluster -> !cluster.getValue().showsTarget())
                .map(cluster -> cluster.getKey().value())
                .collect(Collectors.joining(" and "));
        String what = target.stage() == RouteTarget.Stage.ROUTES
                ? "routes at " + target.split()
                        + target.preview()
                                .map(preview -> " with " + preview.words())
                                .orElse("")
                : target.stage().words();
        return Reason.of(
                Reason.Cause.ROUTES,
                behind.isEmpty()
                        ? "every cluster shows %s; waiting for it to reach the proxies".formatted(what)
                        : "waiting for %s to show %s".formatted(behind, what));
    }

    /** Who puts routes back in which cluster; empty where nobody does. */
    public Map<ClusterName, RouteTrouble> contested() {
        Map<ClusterName, RouteTrouble> contested = new TreeMap<>(troubles());
        contested.values().removeIf(trouble -> trouble.contestedBy().isEmpty());
        return contested;
    }

    /** What keeps clusters that can be reached from showing the target. */
    public Map<ClusterName, RouteTrouble> troubles() {
        Map<ClusterName, RouteTrouble> troubles = new TreeMap<>();
        clusters.forEach((cluster, view) -> {
            if (view instanceof ClusterView.Seen seen) {
                seen.trouble().ifPresent(trouble -> troubles.put(cluster, trouble));
            }
        });
        return troubles;
    }

    private boolean verdictIs(Verdict verdict) {
        return assessment.filter(a -> a.verdict() == verdict).isPresent();
    }
}
