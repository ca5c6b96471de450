package dev.gangway.adapter.cluster;

import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

/** Kinds that are read and written as trees, since a model would lose what it does not know. */
public enum ServedKind {
    /** A namespace. */
    NAMESPACE("", "v1", "Namespace", "namespaces", false),
    /** A Service. */
    SERVICE("", "v1", "Service", "services", true),
    /** An account of pods, or of another cluster's istiod. */
    SERVICE_ACCOUNT("", "v1", "ServiceAccount", "serviceaccounts", true),
    /** A Secret. */
    SECRET("", "v1", "Secret", "secrets", true),
    /** A ConfigMap. */
    CONFIG_MAP("", "v1", "ConfigMap", "configmaps", true),
    /** A Deployment. */
    DEPLOYMENT("apps", "v1", "Deployment", "deployments", true),
    /** What scales a workload. */
    AUTOSCALER("autoscaling", "v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers", true),
    /** What keeps a drain from taking the last pod. */
    DISRUPTION_BUDGET("policy", "v1", "PodDisruptionBudget", "poddisruptionbudgets", true),
    /** HTTP from outside, by whatever controller. */
    INGRESS("networking.k8s.io", "v1", "Ingress", "ingresses", true),
    /** What changes objects before they are stored, such as Istio's injector. */
    MUTATING_WEBHOOK(
            "admissionregistration.k8s.io",
            "v1",
            "MutatingWebhookConfiguration",
            "mutatingwebhookconfigurations",
            false),
    /** Istio's Gateway: what the proxies of a gateway listen to. */
    GATEWAY("networking.istio.io", "v1", "Gateway", "gateways", true),
    /** Istio's routes. */
    VIRTUAL_SERVICE("networking.istio.io", "v1", "VirtualService", "virtualservices", true),
    /** Istio's subsets. */
    DESTINATION_RULE("networking.istio.io", "v1", "DestinationRule", "destinationrules", true);

    private final String group;
    private final String version;
    private final String kind;
    private final String plural;
    private final boolean namespaced;

    ServedKind(String group, String version, String kind, String plural, boolean namespaced) {
        this.group = group;
        this.version = version;
        this.kind = kind;
        this.plural = plural;
        this.namespaced = namespaced;
    }

    /** As it stands in an object's {@code kind}. */
    public String title() {
        return kind;
    }

    /** As it stands in an object's {@code apiVersion}. */
    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** Whether its objects live in namespaces. */
    public boolean isNamespaced() {
        return namespaced;
    }

    /** How an API server serves it. */
    ResourceDefinitionContext served() {
        return new ResourceDefinitionContext.Builder()
                .withGroup(group)
                .withVersion(version)
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(namespaced)
                .build();
    }
}
