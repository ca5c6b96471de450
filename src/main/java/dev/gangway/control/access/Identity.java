package dev.gangway.control.access;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;

/**
 * Who the management cluster says is behind a token.
 *
 * @param name the user's name, as Kubernetes has it
 * @param uid empty where there is none
 * @param extra what the authenticator says beside, for the authorizer alone
 */
public record Identity(String name, String uid, List<String> groups, Map<String, List<String>> extra) {
    /** A name that is not blank, and copies of the rest. */
    public Identity {
        if (requireNonNull(name, "name").isBlank()) {
            throw new IllegalArgumentException("an identity has a name");
        }
        requireNonNull(uid, "uid");
        groups = List.copyOf(groups);
        extra = Map.copyOf(extra);
    }
}
