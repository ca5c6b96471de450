package dev.gangway.sim;

import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;

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
    private static final String ARGO = "argoproj.io";
    private static final String KEDA = "keda.sh";
    private static final String ISTIO_SECURITY = "security.istio.io";
    private static final Set<String> CUSTOM = Set.of(GANGWAY, ISTIO, ISTIO_SECURITY, ARGO, KEDA);

    static final List<ServedResource> ALL = List.of(
            new ServedResource("", "v1", "Namespace", "namespaces", "ns", false, false),
            new ServedResource("", "v1", "Service", "services", "svc", true, false),
            new ServedResource("", "v1", "Secret", "secrets", "", true, false),
            new ServedResource("", "v1", "ConfigMap", "configmaps", "cm", true, false),
            new ServedResource("", "v1", "Pod", "pods", "po", true, false),
            new ServedResource("", "v1", "ServiceAccount", "serviceaccounts", "sa", true, false),
            new ServedResource("", "v1", "Event", "events", "ev", true, false),
            new ServedResource("apps", "v1", "Deployment", "deployments", "deploy", true, true),
            new ServedResource("apps", "v1", "StatefulSet", "statefulsets", "sts", true, true),
            new ServedResource("apps", "v1", "DaemonSet", "daemonsets", "ds", true, true),
            new ServedResource("apps", "v1", "ReplicaSet", "replicasets", "rs", true, true),
            new ServedResource(
                    "autoscaling", "v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers", "hpa", true, false),
            new ServedResource("policy", "v1", "PodDisruptionBudget", "poddisruptionbudgets", "pdb", true, false),
            new ServedResource("networking.k8s.io", "v1", "Ingress", "ingresses", "ing", true, false),
            new ServedResource(
                    "admissionregistration.k8s.io",
                    "v1",
                    "MutatingWebhookConfiguration",
                    "mutatingwebhookconfigurations",
                    "",
                    false,
                    false),
            new ServedResource("coordination.k8s.io", "v1", "Lease", "leases", "", true, false),
            new ServedResource("discovery.k8s.io", "v1", "EndpointSlice", "endpointslices", "", true, false),
            new ServedResource(ISTIO, "v1", "VirtualService", "virtualservices", "vs", true, false),
            new ServedResource(ISTIO, "v1", "DestinationRule", "destinationrules", "dr", true, false),
            new ServedResource(ISTIO, "v1", "Gateway", "gateways", "gw", true, false),
            new ServedResource(ISTIO_SECURITY, "v1", "PeerAuthentication", "peerauthentications", "pa", true, false),
            new ServedResource(ARGO, "v1alpha1", "Rollout", "rollouts", "ro", true, true),
            new ServedResource(KEDA, "v1alpha1", "ScaledObject", "scaledobjects", "so", true, false),
            new ServedResource(GANGWAY, "v1alpha1", "TrafficShift", "trafficshifts", "ts", true, true),
            new ServedResource(GANGWAY, "v1alpha1", "ShiftPolicy", "shiftpolicies", "sp", true, false),
            new ServedResource(GANGWAY, "v1alpha1", "MeshCluster", "meshclusters", "mc", false, true),
            new ServedResource(GANGWAY, "v1alpha1", "Migration", "migrations", "", true, true));

    /** Whether real API servers refuse its update without a resourceVersion, as they do for every custom resource. */
    static boolean updateNeedsVersion(String path) {
        return CUSTOM.stream().anyMatch(group -> path.startsWith("/apis/" + group + "/"));
    }

    /** One of them; throws NoSuchElementException for any other kind. */
    static ServedResource of(String apiVersion, String kind) {
        return ALL.stream()
                .filter(resource ->
                        resource.kind.equals(kind) && resource.groupVersion().equals(apiVersion))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(apiVersion + " " + kind + " is not served"));
    }

    boolean isCustom() {
        return CUSTOM.contains(group);
    }

    /** Where one of them stands. */
    String path(String namespace, String name) {
        return (group.isEmpty() ? "/api/" : "/apis/")
                + groupVersion()
                + (namespaced ? "/namespaces/" + namespace : "")
                + "/" + plural + "/" + name;
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
