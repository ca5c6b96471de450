package dev.gangway.adapter.cluster.remotesecret;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.adapter.cluster.ClusterObjects;
import dev.gangway.adapter.cluster.Member;
import dev.gangway.adapter.cluster.ServedKind;
import dev.gangway.control.RefusedException;
import dev.gangway.control.RefusedException.Kind;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Base64;
import java.util.Optional;

/**
 * What lets somebody read a cluster as Istio's reader. Never shown.
 *
 * @param token of the account
 * @param authority the certificate by which the API server is known, Base64 of its PEM
 */
record ReaderToken(String token, String authority) {
    /** The account that Istio's base chart makes and binds to its reader role: Gangway grants nothing itself. */
    static final String ACCOUNT = "istio-reader-service-account";

    /** As {@code istioctl create-remote-secret} calls it. */
    static final String SECRET = ACCOUNT + "-istio-remote-secret-token";

    private static final String TYPE = "kubernetes.io/service-account-token";
    private static final String OF_ACCOUNT = "kubernetes.io/service-account.name";
    private static final int CONFLICT = 409;
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * The one of a cluster; asks for it where nobody has. Empty = Kubernetes has not filled it yet.
     *
     * @throws RefusedException where the account is missing, or something else bears the token's name
     * @throws KubernetesClientException where a call fails
     */
    static Optional<ReaderToken> find(Member cluster, ClusterObjects objects) {
        String namespace = cluster.rootNamespace();
        if (objects.get(ServedKind.SERVICE_ACCOUNT, namespace, ACCOUNT).isEmpty()) {
            throw new RefusedException(
                    Kind.CONFLICT,
                    "cluster",
                    ("there is no ServiceAccount %s/%s in %s, which Istio's installation makes and allows to read: install Istio's"
                                    + " base chart there")
                            .formatted(namespace, ACCOUNT, cluster.name()));
        }
        Optional<ObjectNode> secret = objects.get(ServedKind.SECRET, namespace, SECRET);
        if (secret.isEmpty()) {
            create(namespace, objects);
            return Optional.empty();
        }
        boolean isOfAccount = secret.get().path("type").asText().equals(TYPE)
                && secret.get()
                        .path("metadata")
                        .path("annotations")
                        .path(OF_ACCOUNT)
                        .asText()
                        .equals(ACCOUNT);
        if (!isOfAccount) {
            throw new RefusedException(
                    Kind.CONFLICT,
                    "cluster",
                    "Secret %s/%s of %s is not of type %s for %s: give it another name"
                            .formatted(namespace, SECRET, cluster.name(), TYPE, ACCOUNT));
        }
        return read(secret.get().path("data"));
    }

    private static Optional<ReaderToken> read(JsonNode data) {
        String token = data.path("token").asText("");
        String authority = data.path("ca.crt").asText("");
        return token.isEmpty() || authority.isEmpty()
                ? Optional.empty()
                : Optional.of(new ReaderToken(new String(Base64.getDecoder().decode(token), UTF_8), authority));
    }

    private static void create(String namespace, ClusterObjects objects) {
        ObjectNode secret = JSON.createObjectNode();
        secret.put("apiVersion", "v1").put("kind", "Secret").put("type", TYPE);
        ObjectNode metadata = secret.putObject("metadata");
        metadata.put("namespace", namespace).put("name", SECRET);
        metadata.putObject("labels").put(RemoteSecret.MANAGER_LABEL, RemoteSecret.MANAGER);
        metadata.putObject("annotations").put(OF_ACCOUNT, ACCOUNT);
        try {
            objects.create(ServedKind.SECRET, secret);
        } catch (KubernetesClientException e) {
            // Somebody else has asked for it a moment before.
            if (e.getCode() != CONFLICT) {
                throw e;
            }
        }
    }

    /** Neither part is for anybody's eyes. */
    @Override
    public String toString() {
        return "a token of " + ACCOUNT;
    }
}
