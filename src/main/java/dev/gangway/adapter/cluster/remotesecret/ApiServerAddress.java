package dev.gangway.adapter.cluster.remotesecret;

import dev.gangway.control.RefusedException;
import dev.gangway.control.RefusedException.Kind;
import dev.gangway.domain.traffic.ClusterName;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/**
 * The address of a cluster's API server, such as another cluster can use it.
 *
 * @param text as it goes into a kubeconfig: {@code https://host[:port][/path]}
 */
record ApiServerAddress(String text) {
    private static final Set<String> IN_CLUSTER = Set.of("kubernetes", "kubernetes.default");

    /**
     * Reads one.
     *
     * @param cluster whose it is
     * @param own the addresses of the Service {@code kubernetes}, by which pods of the cluster reach it
     * @throws RefusedException for one that is none, and for one that leads back to whoever uses it
     */
    static ApiServerAddress read(ClusterName cluster, String text, Set<String> own) {
        URI uri = uri(text);
        String host = uri.getHost().toLowerCase(Locale.ROOT).replaceAll("^\\[|\\]$", "");
        if (isLoopback(host)) {
            throw refused("%s of %s is a loopback address, which leads istiod to its own pod".formatted(text, cluster));
        }
        boolean inCluster = IN_CLUSTER.contains(host)
                || host.endsWith(".svc")
                || host.endsWith(".cluster.local")
                || own.contains(host);
        if (inCluster) {
            throw refused("%s of %s is an address inside of a cluster, which leads istiod to the API server of its own"
                    .formatted(text, cluster));
        }
        return new ApiServerAddress(text.replaceFirst("/+$", ""));
    }

    private static URI uri(String text) {
        try {
            URI uri = new URI(text);
            boolean isPlain = uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
            if ("https".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null && isPlain) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Told below. The address is not shown: it may hold a password.
        }
        throw refused("the address of an API server must be https://host[:port], with no user, query or fragment");
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.startsWith("127.")
                || host.equals("::1")
                || host.equals("0:0:0:0:0:0:0:1")
                || host.equals("0.0.0.0")
                || host.equals("::");
    }

    private static RefusedException refused(String why) {
        return new RefusedException(
                Kind.INVALID,
                "apiServer",
                why + "; give the address by which other clusters reach it: --api-server https://...");
    }
}
