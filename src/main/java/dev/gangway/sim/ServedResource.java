package dev.gangway.sim;

import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import java.util.List;

/**
 * A kind that the simulated API servers tell clients about. They store any other kind too; kubectl just can't find it.
 *
 * @param group empty = the core group
 * @param shortName for kubectl; empty = none
 * @param hasStatus whether its status is written by {@code /status} alone
 */
record ServedResource(
        String group,
        String version,
        String kind,
        String plural,
        String shortName,
        boolean namespaced,
        boolean hasStatus) {
    private static final String GANGWAY = "gangway.dev";
    private static final String ISTIO = "networking.istio.io";

    static final List<ServedResource> ALL = List.of(
            new ServedResource("", "v1", "Namespace", "namespaces", "ns", false, false),
            new ServedResource("", "v1", "Service", "services", "svc", true, false),
            new ServedResource("", "v1", "Secret", "secrets", "", true, false),
            new ServedResource("", "v1", "ConfigMap", "configmaps", "cm", true, false),
            new ServedResource("", "v1", "Pod", "pods", "po", true, false),
            new ServedResource("", "v1", "Event", "events", "ev", true, false),
            new ServedResource("apps", "v1", "Deployment", "deployments", "deploy", true, false),
            new ServedResource("coordination.k8s.io", "v1", "Lease", "leases", "", true, false),
            new ServedResource("discovery.k8s.io", "v1", "EndpointSlice", "endpointslices", "", true, false),
            new ServedResource(ISTIO, "v1", "VirtualService", "virtualservices", "vs", true, false),
            new ServedResource(ISTIO, "v1", "DestinationRule", "destinationrules", "dr", true, false),
            new ServedResource(ISTIO, "v1", "Gateway", "gateways", "gw", true, false),
            new ServedResource(GANGWAY, "v1alpha1", "TrafficShift", "trafficshifts", "ts", true, true),
            new ServedResource(GANGWAY, "v1alpha1", "ShiftPolicy", "shiftpolicies", "sp", true, false),
            new ServedResource(GANGWAY, "v1alpha1", "MeshCluster", "meshclusters", "mc", false, true),
            new ServedResource(GANGWAY, "v1alpha1", "Migration", "migrations", "", true, true));

    /** Whether real API servers refuse its update without a resourceVersion, as they do for every custom resource. */
    static boolean updateNeedsVersion(String path) {
        return path.startsWith("/apis/" + GANGWAY + "/") || path.startsWith("/apis/" + ISTIO + "/");
    }

    boolean isCustom() {
        return group.equals(GANGWAY) || group.equals(ISTIO);
    }

    /** As the mock server wants to be told of it. */
    CustomResourceDefinitionContext context() {
        return new CustomResourceDefinitionContext.Builder()
                .withName(plural + "." + group)
                .withGroup(group)
                .withVersion(version)
                .withKind(kind)
                .withPlural(plural)
                .withScope(namespaced ? "Namespaced" : "Cluster")
                .withStatusSubresource(hasStatus)
                .build();
    }

    String groupVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }
}
