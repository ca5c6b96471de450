package dev.gangway.adapter.cluster.preflight;

import java.util.List;
import java.util.Optional;

/**
 * What was read of a namespace of one cluster.
 *
 * @param rootCertificates the ConfigMap {@code istio-ca-root-cert}, which istiod writes into every namespace that it looks at
 * @param policies its PeerAuthentications
 */
record NamespaceFacts(
        Reading<Optional<KubernetesObject>> namespace,
        Reading<Optional<KubernetesObject>> rootCertificates,
        Reading<List<KubernetesObject>> policies) {}
