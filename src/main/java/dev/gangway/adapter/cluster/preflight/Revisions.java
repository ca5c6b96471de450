package dev.gangway.adapter.cluster.preflight;

import java.util.List;
import java.util.Optional;

/**
 * The revisions of Istio in a cluster, by the webhooks that inject their sidecars. Istio labels the MutatingWebhookConfiguration of a
 * revision {@code istio.io/rev}, and that of a tag {@code istio.io/tag} as well; the revision without a name is {@code default}.
 */
record Revisions(List<KubernetesObject> injectors) {
    static final String DEFAULT = "default";

    private static final String REVISION = "istio.io/rev";
    private static final String TAG = "istio.io/tag";
    private static final String INJECTION = "istio-injection";

    /** Istio's other webhooks carry the label of the revision too. */
    Revisions {
        injectors = injectors.stream()
                .filter(webhook -> webhook.label(REVISION).isPresent())
                .filter(webhook -> webhook.name().startsWith("istio-sidecar-injector")
                        || webhook.label(TAG).isPresent())
                .toList();
    }

    /** What a namespace's label asks for, a revision or a tag; empty = no sidecars. {@code istio-injection} counts before the other. */
    static Optional<String> asked(KubernetesObject namespace) {
        return namespace
                .label(INJECTION)
                .map(injection -> injection.equals("enabled") ? Optional.of(DEFAULT) : Optional.<String>empty())
                .orElseGet(() -> namespace.label(REVISION));
    }

    /** The revision behind a revision or a tag; what no webhook answers to stands for itself. */
    String of(String revisionOrTag) {
        return injectors.stream()
                .filter(webhook -> answersTo(webhook).equals(revisionOrTag))
                .flatMap(webhook -> webhook.label(REVISION).stream())
                .findFirst()
                .orElse(revisionOrTag);
    }

    /** The object of a revision among some of several; the only one, where there is but one. */
    static Optional<KubernetesObject> choose(List<KubernetesObject> objects, String revision) {
        return objects.size() == 1
                ? Optional.of(objects.get(0))
                : objects.stream()
                        .filter(object -> object.label(REVISION).orElse(DEFAULT).equals(revision))
                        .findFirst();
    }

    private static String answersTo(KubernetesObject webhook) {
        return webhook.label(TAG).or(() -> webhook.label(REVISION)).orElse(DEFAULT);
    }
}
