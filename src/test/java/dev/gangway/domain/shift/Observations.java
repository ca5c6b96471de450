package dev.gangway.domain.shift;

import dev.gangway.domain.analysis.Assessment;
import dev.gangway.domain.analysis.Evidence;
import dev.gangway.domain.analysis.Verdict;
import dev.gangway.domain.shift.Request.Intent;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.Weight;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Observations to start from, with a copy for each thing that is to be otherwise. */
public record Observations(Observation seen) {
    public static final Instant NOW = Instant.parse("2025-01-15T10:00:00Z");

    /** Both clusters have shown the target for a day, nobody wants anything special, and no metrics were read. */
    public static Observations quiet() {
        ClusterView shown = new ClusterView.Seen(true, Optional.empty());
        return new Observations(new Observation(
                NOW,
                Shifts.wants(Intent.ADVANCE),
                1,
                Map.of(Shifts.K8S2, shown, Shifts.EKS1, shown),
                Weight.NONE,
                Optional.of(NOW.minus(Duration.ofDays(1))),
                Optional.empty(),
                List.of()));
    }

    public Observations request(Request request) {
        return new Observations(new Observation(
                seen.at(),
                request,
                seen.attempt(),
                seen.clusters(),
                seen.left(),
                seen.standingSince(),
                seen.assessment(),
                seen.obstacles()));
    }

    public Observations wanting(Intent intent) {
        return request(Shifts.wants(intent));
    }

    public Observations verdict(Verdict verdict) {
        return judged(verdict, Optional.empty());
    }

    /** The judge says which weight it would have next. */
    public Observations advising(Verdict verdict, Weight weight) {
        return judged(verdict, Optional.of(weight));
    }

    private Observations judged(Verdict verdict, Optional<Weight> advised) {
        String summary = "the verdict is " + verdict.name().toLowerCase(Locale.ROOT);
        Assessment assessment = new Assessment(verdict, advised, Evidence.NONE, List.of(), summary);
        return new Observations(new Observation(
                seen.at(),
                seen.request(),
                seen.attempt(),
                seen.clusters(),
                seen.left(),
                seen.standingSince(),
                Optional.of(assessment),
                seen.obstacles()));
    }

    /** The destination had this weight before the present one. */
    public Observations after(Weight previous) {
        return new Observations(new Observation(
                seen.at(),
                seen.request(),
                seen.attempt(),
                seen.clusters(),
                previous,
                seen.standingSince(),
                seen.assessment(),
                seen.obstacles()));
    }

    public Observations standingFor(Duration duration) {
        return standingSince(Optional.of(seen.at().minus(duration)));
    }

    public Observations standingSince(Optional<Instant> instant) {
        return new Observations(new Observation(
                seen.at(),
                seen.request(),
                seen.attempt(),
                seen.clusters(),
                seen.left(),
                instant,
                seen.assessment(),
                seen.obstacles()));
    }

    public Observations behind(ClusterName cluster) {
        return viewed(cluster, new ClusterView.Seen(false, Optional.empty()));
    }

    public Observations unreachable(ClusterName cluster) {
        return viewed(cluster, new ClusterView.Unreachable("connection refused"));
    }

    public Observations clusters(Map<ClusterName, ClusterView> clusters) {
        return new Observations(new Observation(
                seen.at(),
                seen.request(),
                seen.attempt(),
                clusters,
                seen.left(),
                seen.standingSince(),
                seen.assessment(),
                seen.obstacles()));
    }

    public Observations obstacles(String... obstacles) {
        return new Observations(new Observation(
                seen.at(),
                seen.request(),
                seen.attempt(),
                seen.clusters(),
                seen.left(),
                seen.standingSince(),
                seen.assessment(),
                List.of(obstacles)));
    }

    private Observations viewed(ClusterName cluster, ClusterView view) {
        Map<ClusterName, ClusterView> clusters = new TreeMap<>(seen.clusters());
        clusters.put(cluster, view);
        return clusters(clusters);
    }
}
