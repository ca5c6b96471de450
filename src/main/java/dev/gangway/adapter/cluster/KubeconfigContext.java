package dev.gangway.adapter.cluster;

import static java.util.Objects.requireNonNullElse;

import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.Context;
import io.fabric8.kubernetes.api.model.NamedAuthInfo;
import io.fabric8.kubernetes.api.model.NamedCluster;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * One context of a kubeconfig, read as a model and looked at before the client's library makes anything of it: that runs
 * programs, and takes another context where the one that it is asked for is missing.
 *
 * @param name of the context
 * @param context what it says
 * @param cluster that it names
 * @param user that it names; empty where it names none
 */
record KubeconfigContext(String name, Context context, Cluster cluster, AuthInfo user) {
    private static final Logger LOG = Logger.getLogger(KubeconfigContext.class);

    /**
     * The model of a kubeconfig; empty where the text is none. What a parser says of one repeats it, tokens and all, so nothing of
     * that gets out of here.
     */
    static Optional<Config> parse(String text) {
        try {
            return Optional.ofNullable(Serialization.unmarshal(text, Config.class));
        } catch (RuntimeException e) {
            LOG.debugf("the kubeconfig is refused with a %s", e.getClass().getName());
            return Optional.empty();
        }
    }

    /** Empty where the kubeconfig has no such context, or that has no cluster with a server, or no user of its name. */
    static Optional<KubeconfigContext> of(Config kubeconfig, String name) {
        return among(kubeconfig.getContexts())
                .filter(named -> named.getContext() != null && named.getName() != null)
                .filter(named -> named.getName().equals(name))
                .findFirst()
                .map(NamedContext::getContext)
                .flatMap(context -> cluster(kubeconfig, context).flatMap(cluster -> user(kubeconfig, context)
                        .map(user -> new KubeconfigContext(name, context, cluster, user))));
    }

    /** Its text, the same for the same content. */
    String content() {
        return Serialization.asJson(context) + Serialization.asJson(cluster) + Serialization.asJson(user);
    }

    /**
     * What in a kubeconfig would make Gangway run a program or read a file of its own: whoever may write a Secret must be able to do
     * neither. Istio refuses the same in remote secrets, but for files with certificates of authorities
     * (its {@code pkg/kube/multicluster/secretcontroller.go}). Looked for in all users, whatever the contexts.
     */
    static Optional<String> reachesOut(Config kubeconfig) {
        return Stream.concat(
                        among(kubeconfig.getUsers())
                                .filter(named -> named.getUser() != null)
                                .flatMap(KubeconfigContext::reachingOut),
                        among(kubeconfig.getClusters())
                                .filter(named -> named.getCluster() != null
                                        && named.getCluster().getCertificateAuthority() != null)
                                .map(named -> "certificate-authority"))
                .findFirst();
    }

    private static Stream<String> reachingOut(NamedAuthInfo named) {
        AuthInfo user = named.getUser();
        return Stream.of(
                        user.getExec() == null ? "" : "exec",
                        user.getAuthProvider() == null ? "" : "auth-provider",
                        user.getTokenFile() == null ? "" : "tokenFile",
                        user.getClientCertificate() == null ? "" : "client-certificate",
                        user.getClientKey() == null ? "" : "client-key")
                .filter(field -> !field.isEmpty());
    }

    private static Optional<Cluster> cluster(Config kubeconfig, Context context) {
        return among(kubeconfig.getClusters())
                .filter(named -> named.getName() != null && named.getName().equals(context.getCluster()))
                .map(NamedCluster::getCluster)
                .filter(cluster -> cluster != null
                        && cluster.getServer() != null
                        && !cluster.getServer().isBlank())
                .findFirst();
    }

    private static Optional<AuthInfo> user(Config kubeconfig, Context context) {
        if (context.getUser() == null || context.getUser().isEmpty()) {
            return Optional.of(new AuthInfo());
        }
        return among(kubeconfig.getUsers())
                .filter(named -> context.getUser().equals(named.getName()))
                .map(named -> requireNonNullElse(named.getUser(), new AuthInfo()))
                .findFirst();
    }

    /** A list in a kubeconfig may be missing, and have gaps. */
    private static <T> Stream<T> among(List<T> list) {
        return requireNonNullElse(list, List.<T>of()).stream().filter(item -> item != null);
    }
}
