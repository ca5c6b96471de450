package dev.gangway.adapter.cluster.preflight;

import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

/** What is read of a cluster. All of it as trees: a model fails on what it does not know, and hides what is not there. */
enum ObjectKind {
    NAMESPACE("", "v1", "Namespace", "namespaces", false),
    CONFIG_MAP("", "v1", "ConfigMap", "configmaps", true),
    SECRET("", "v1", "Secret", "secrets", true),
    SERVICE("", "v1", "Service", "services", true),
    POD("", "v1", "Pod", "pods", true),
    ENDPOINT_SLICE("discovery.k8s.io", "v1", "EndpointSlice", "endpointslices", true),
    DEPLOYMENT("apps", "v1", "Deployment", "deployments", true),
    DISRUPTION_BUDGET("policy", "v1", "PodDisruptionBudget", "poddisruptionbudgets", true),
    AUTOSCALER("autoscaling", "v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers", true),
    INJECTOR(
            "admissionregistration.k8s.io",
            "v1",
            "MutatingWebhookConfiguration",
            "mutatingwebhookconfigurations",
            false),
    GATEWAY("networking.istio.io", "v1", "Gateway", "gateways", true),
    /** Of the Gateway API; many clusters do not have it. */
    API_GATEWAY("gateway.networking.k8s.io", "v1", "Gateway", "gateways", true),
    PEER_AUTHENTICATION("security.istio.io", "v1", "PeerAuthentication", "peerauthentications", true);

    private final String group;
    private final String version;
    private final String kind;
    private final String plural;
    private final boolean namespaced;

    ObjectKind(String group, String version, String kind, String plural, boolean namespaced) {
        this.group = group;
        this.version = version;
        this.kind = kind;
        this.plural = plural;
        this.namespaced = namespaced;
    }

    /** As it stands in an object's {@code kind}. */
    String title() {
        return kind;
    }

    /** As permissions name it. */
    String resource() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    boolean isNamespaced() {
        return namespaced;
    }

    /** Whether the first some hundred stand for all: a service may have any number of pods, and they are large. */
    boolean isEnoughInPart() {
        return this == POD;
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
