package dev.gangway.cli;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Optional;

/**
 * A Gangway that serves.
 *
 * @param place where
 * @param token to show; empty = none, or in a cluster that of the context
 */
public record ServerAddress(Place place, Optional<BearerToken> token) {
    /** Needs both. */
    public ServerAddress {
        requireNonNull(place, "place");
        requireNonNull(token, "token");
    }

    /** At a URL, before {@code /api/v1}; throws IllegalArgumentException where it is no address of a server. */
    public ServerAddress(URI uri, Optional<BearerToken> token) {
        this(new Web(uri), token);
    }

    /** Where a Gangway is, and in words. */
    public sealed interface Place {}

    /**
     * At a URL.
     *
     * @param uri before {@code /api/v1}
     */
    public record Web(URI uri) implements Place {
        /** Throws IllegalArgumentException where it is no address of a server. */
        public Web {
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (!web || uri.getHost() == null) {
                throw new IllegalArgumentException("'%s' is not http:// or https:// with a host".formatted(uri));
            }
            if (uri.getUserInfo() != null) {
                throw new IllegalArgumentException("an address holds no password; show a token with --token-file");
            }
        }

        @Override
        public String toString() {
            return uri.toString().replaceFirst("/+$", "");
        }
    }

    /**
     * In a cluster, in the pods that are labelled {@code app.kubernetes.io/name: gangway}.
     *
     * @param context of the kubeconfig, by which it is reached
     * @param namespace where it runs
     */
    public record InCluster(KubeContext context, String namespace) implements Place {
        @Override
        public String toString() {
            return "Gangway in namespace %s of context %s".formatted(namespace, context.name());
        }
    }
}
