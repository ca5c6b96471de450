package dev.gangway.domain.traffic;

import java.util.regex.Pattern;

/**
 * A Kubernetes Service that has the same namespace and name in every cluster of the mesh ("namespace sameness").
 *
 * @param namespace a DNS-1123 label
 * @param name a DNS-1123 label
 */
public record ServiceRef(String namespace, String name) {
    private static final int SPREAD = 0x9E3779B9;
    private static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    /** Checks the form; throws IllegalArgumentException that names the part. */
    public ServiceRef {
        requireLabel("namespace", namespace);
        requireLabel("service", name);
    }

    /** The name that clients call and that Istio's {@code destination_service} label carries. */
    public String host() {
        return name + "." + namespace + ".svc.cluster.local";
    }

    private static void requireLabel(String part, String value) {
        if (value == null || !DNS_LABEL.matcher(value).matches()) {
            throw new IllegalArgumentException(part + " '" + value
                    + "' must be a DNS label: lower case letters, digits and '-', at most 63 characters");
        }
    }

    /** Spread: of services that are counted, in namespaces that are counted, the usual sum is often the same. */
    @Override
    public int hashCode() {
        return namespace.hashCode() * SPREAD + name.hashCode();
    }

    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
