package dev.gangway.domain.traffic;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a service's requests are shared by its two clusters. The shares always sum to the whole.
 *
 * @param source where the service comes from
 * @param destination where it goes; another cluster than the source
 * @param toDestination the destination's share; the source has the rest
 */
public record TrafficSplit(ClusterName source, ClusterName destination, Weight toDestination) {
    /** Checks that there are two clusters; throws IllegalArgumentException. */
    public TrafficSplit {
        requireNonNull(toDestination, "toDestination");
        if (requireNonNull(source, "source").equals(requireNonNull(destination, "destination"))) {
            throw new IllegalArgumentException("source and destination are both '" + source + "'");
        }
    }

    /** This split with another share for the destination. */
    public TrafficSplit withDestination(Weight weight) {
        return new TrafficSplit(source, destination, weight);
    }

    /** The share of each cluster, source first. */
    public Map<ClusterName, Weight> shares() {
        Map<ClusterName, Weight> shares = new LinkedHashMap<>();
        shares.put(source, toDestination.rest());
        shares.put(destination, toDestination);
        return shares;
    }

    /** Whether the destination gets more here than in the other split of the same clusters. */
    public boolean raises(TrafficSplit other) {
        return toDestination.compareTo(other.toDestination) > 0;
    }

    @Override
    public String toString() {
        return toDestination.rest().percent().toPlainString() + "/"
                + toDestination.percent().toPlainString() + " " + source + "/" + destination;
    }
}
