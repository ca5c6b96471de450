package dev.gangway.adapter.cluster;

import dev.gangway.control.ClusterUnavailableException;
import dev.gangway.control.RefusedException;
import dev.gangway.control.RefusedException.Kind;
import dev.gangway.domain.traffic.ClusterName;
import io.fabric8.kubernetes.client.KubernetesClientException;

/** Says what a cluster answered where it did not do what it was asked for. */
public final class ClusterRefusals {
    private static final int MAX_WORDS = 300;

    private ClusterRefusals() {}

    /** The cluster, if there is a client for it; throws for one that there is none for. */
    public static Member member(ClusterRegistry registry, ClusterName cluster, String field) {
        if (!registry.names().contains(cluster.value())) {
            throw new RefusedException(
                    Kind.NOT_FOUND,
                    field,
                    "there is no cluster '%s': name one of %s, or create a MeshCluster for it"
                            .formatted(cluster, registry.names()));
        }
        return registry.find(cluster).orElseThrow(() -> new ClusterUnavailableException(registry.problem(cluster)));
    }

    /**
     * What to throw for a call that failed.
     *
     * @param permissions what to apply in the cluster where Gangway lacks the permission
     */
    public static RuntimeException of(ClusterName cluster, KubernetesClientException failure, String permissions) {
        return of(cluster, failure, permissions, true);
    }

    /** The same for a call about Secrets: what the API server says of those may repeat what is in them. */
    public static RuntimeException ofSecret(
            ClusterName cluster, KubernetesClientException failure, String permissions) {
        return of(cluster, failure, permissions, false);
    }

    /** What an API server answered, or that it did not, on one short line. */
    public static String words(KubernetesClientException failure) {
        return words(failure, true);
    }

    private static RuntimeException of(
            ClusterName cluster, KubernetesClientException failure, String permissions, boolean quoted) {
        String words = words(failure, quoted);
        return switch (failure.getCode()) {
            case 401, 403 ->
                new RefusedException(
                        Kind.CONFLICT,
                        "cluster",
                        "cluster %s does not let Gangway do it (%s): kubectl --context %s apply -k %s"
                                .formatted(cluster, words, cluster, permissions));
            case 404 ->
                new RefusedException(
                        Kind.CONFLICT,
                        "cluster",
                        "cluster %s lacks what this needs (%s): is Istio 1.22 or later installed there?"
                                .formatted(cluster, words));
            case 400, 422 ->
                new RefusedException(
                        Kind.CONFLICT, "cluster", "cluster %s does not take it: %s".formatted(cluster, words));
            default -> new ClusterUnavailableException("cluster %s: %s".formatted(cluster, words));
        };
    }

    private static String words(KubernetesClientException failure, boolean quoted) {
        if (failure.getCode() <= 0) {
            return NoAnswer.words(failure);
        }
        String said = failure.getStatus() == null
                ? failure.getMessage()
                : failure.getStatus().getMessage();
        String message = "it answers %d".formatted(failure.getCode()) + (quoted && said != null ? ": " + said : "");
        String line = message.replaceAll("\\s+", " ");
        return line.length() <= MAX_WORDS ? line : line.substring(0, MAX_WORDS) + "...";
    }
}
