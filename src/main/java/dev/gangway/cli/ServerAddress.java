package dev.gangway.cli;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A Gangway that serves.
 *
 * @param uri before {@code /api/v1}
 * @param token a file with a bearer token to show; empty = none
 */
public record ServerAddress(URI uri, Optional<Path> token) {
    /** Throws IllegalArgumentException where it is no address of a server. */
    public ServerAddress {
        requireNonNull(token, "token");
        boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!web || uri.getHost() == null) {
            throw new IllegalArgumentException("'%s' is not http:// or https:// with a host".formatted(uri));
        }
        if (uri.getUserInfo() != null) {
            throw new IllegalArgumentException("an address holds no password; show a token with --token-file");
        }
    }
}
