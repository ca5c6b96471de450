package dev.gangway.sim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/**
 * Fills Secrets that ask for the token of a ServiceAccount, as Kubernetes' token controller does. One whose account does not stand
 * waits for it; a real cluster deletes it.
 */
final class AccountTokens {
    private static final String TYPE = "kubernetes.io/service-account-token";
    private static final String ACCOUNT = "kubernetes.io/service-account.name";
    private static final String ACCOUNT_UID = "kubernetes.io/service-account.uid";

    private final ObjectStore store;
    private final String authority;

    /** {@code authority} is the certificate of the cluster's API server's authority, as PEM. */
    AccountTokens(ObjectStore store, String authority) {
        this.store = store;
        this.authority = authority;
    }

    /** Does what is to be done at this time. */
    void sync(Instant now) {
        for (ObjectNode secret : store.list("secrets")) {
            if (secret.path("type").asText().equals(TYPE)
                    && secret.at("/data/token").asText().isEmpty()) {
                account(secret).ifPresent(account -> fill(secret, account, now));
            }
        }
    }

    private Optional<ObjectNode> account(ObjectNode secret) {
        String name = secret.path("metadata").path("annotations").path(ACCOUNT).asText();
        return name.isEmpty()
                ? Optional.empty()
                : store.read(ServedResource.of("v1", "ServiceAccount"), namespace(secret), name);
    }

    private void fill(ObjectNode secret, ObjectNode account, Instant now) {
        String name = account.at("/metadata/name").asText();
        String token = ServiceAccountToken.of(namespace(secret), name, now, Optional.empty());
        secret.withObject("/metadata/annotations")
                .put(ACCOUNT_UID, account.at("/metadata/uid").asText());
        secret.withObject("/data")
                .put("ca.crt", MeshTrust.encoded(authority))
                .put("namespace", MeshTrust.encoded(namespace(secret)))
                .put("token", MeshTrust.encoded(token));
        store.replace(secret);
    }

    private static String namespace(JsonNode object) {
        return object.at("/metadata/namespace").asText();
    }
}
