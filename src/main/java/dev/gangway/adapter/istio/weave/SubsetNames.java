package dev.gangway.adapter.istio.weave;

import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.TrafficSplit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How the subsets of two clusters are named: {@code k8s2} for all pods there, {@code v1-k8s2} for those of the subset
 * {@code v1}.
 */
record SubsetNames(ClusterName source, ClusterName destination) {
    /** A subset is named by a DNS label, by Istio's validation of a DestinationRule. */
    static final int LONGEST = 63;

    /** A cluster's part of a subset, or of all pods where the base is empty. */
    record Part(String base, ClusterName cluster) {}

    static SubsetNames of(TrafficSplit split) {
        return new SubsetNames(split.source(), split.destination());
    }

    List<ClusterName> clusters() {
        return List.of(source, destination);
    }

    String of(String base, ClusterName cluster) {
        return base.isEmpty() ? cluster.value() : base + "-" + cluster;
    }

    /** What a subset of that name is a part of; empty where it is named like none of ours. */
    Optional<Part> read(String subset) {
        Optional<Part> whole = clusters().stream()
                .filter(cluster -> subset.equals(cluster.value()))
                .map(cluster -> new Part("", cluster))
                .findFirst();
        return whole.or(() -> longestFirst()
                .filter(cluster -> subset.length() > cluster.value().length() + 1 && subset.endsWith("-" + cluster))
                .map(cluster -> new Part(
                        subset.substring(0, subset.length() - cluster.value().length() - 1), cluster))
                .findFirst());
    }

    /** Why parts of this subset can't be named; empty = they can, and are told apart from all others. */
    Optional<String> problem(String base) {
        if (!base.isEmpty() && read(base).isPresent()) {
            return Optional.of(
                    ("is named like a subset that Gangway makes for %s and %s; rename it, or, if Gangway made it"
                                    + " and the annotation %s was lost, put the object back as it was before")
                            .formatted(source, destination, WovenNote.ANNOTATION));
        }
        for (ClusterName cluster : clusters()) {
            String name = of(base, cluster);
            if (name.length() > LONGEST) {
                return Optional.of("would become '%s', which is longer than %d characters; give it a shorter name"
                        .formatted(name, LONGEST));
            }
            if (!read(name).equals(Optional.of(new Part(base, cluster)))) {
                return Optional.of("would become '%s', which means another subset of %s or %s as well; rename it"
                        .formatted(name, source, destination));
            }
        }
        return Optional.empty();
    }

    private Stream<ClusterName> longestFirst() {
        return clusters().stream()
                .sorted(Comparator.comparing(
                                (ClusterName cluster) -> cluster.value().length())
                        .reversed());
    }
}
