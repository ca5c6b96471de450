package dev.gangway.domain.traffic;

import java.util.regex.Pattern;

/**
 * The name of a cluster of the mesh: its MeshCluster, its Istio cluster id, the {@code destination_cluster} label of its
 * metrics and the name of its subset.
 *
 * <p>A subset name must be a DNS-1123 label (Istio's validation of a DestinationRule), so every cluster name is one.
 *
 * @param value a DNS-1123 label, at most 63 characters
 */
public record ClusterName(String value) implements Comparable<ClusterName> {
    private static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    /** Checks the form; throws IllegalArgumentException that names the value. */
    public ClusterName {
        if (value == null || !DNS_LABEL.matcher(value).matches()) {
            throw new IllegalArgumentException("cluster name '" + value
                    + "' must be a DNS label: lower case letters, digits and '-', at most 63 characters");
        }
    }

    @Override
    public int compareTo(ClusterName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
