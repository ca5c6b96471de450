package dev.gangway.adapter.cluster.enrolment;

import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

/** What enrolment reads and writes. Everything is read as trees, since a model would lose what it does not know. */
enum ObjectKind {
    NAMESPACE("", "v1", "Namespace", "namespaces", false),
    POD("", "v1", "Pod", "pods", true),
    SERVICE("", "v1", "Service", "services", true),
    REPLICA_SET("apps", "v1", "ReplicaSet", "replicasets", true),
    INJECTOR(
            "admissionregistration.k8s.io",
            "v1",
            "MutatingWebhookConfiguration",
            "mutatingwebhookconfigurations",
            false),
    VIRTUAL_SERVICE("networking.istio.io", "v1", "VirtualService", "virtualservices", true),
    DESTINATION_RULE("networking.istio.io", "v1", "DestinationRule", "destinationrules", true),
    DEPLOYMENT("apps", "v1", "Deployment", "deployments", true),
    STATEFUL_SET("apps", "v1", "StatefulSet", "statefulsets", true),
    DAEMON_SET("apps", "v1", "DaemonSet", "daemonsets", true),
    /** Of Argo Rollouts; many clusters do not have it. */
    ROLLOUT("argoproj.io", "v1alpha1", "Rollout", "rollouts", true);

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
