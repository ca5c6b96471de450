package dev.gangway.adapter.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How Gangway shows a Prometheus who it is. Secrets are asked for anew with each query, since tokens rotate, and appear in
 * no text of this class.
 */
public final class Authorization {
    /** Nothing is shown. */
    public static final Authorization NONE = new Authorization("none", Optional::empty);

    private final String kind;
    private final Supplier<Optional<String>> header;

    private Authorization(String kind, Supplier<Optional<String>> header) {
        this.kind = kind;
        this.header = header;
    }

    /** Basic authentication (RFC 7617). What the supplier throws fails the query. */
    public static Authorization basic(String user, Supplier<String> password) {
        requireNonNull(user, "user");
        requireNonNull(password, "password");
        return new Authorization("basic", () -> {
            byte[] pair = (user + ":" + password.get()).getBytes(UTF_8);
            return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
        });
    }

    /** A bearer token (RFC 6750). What the supplier throws fails the query. */
    public static Authorization bearer(Supplier<String> token) {
        requireNonNull(token, "token");
        return new Authorization(
                "bearer", () -> Optional.of("Bearer " + token.get().strip()));
    }

    /** A bearer token in a file, as Kubernetes projects them. A file that can't be read fails the query. */
    public static Authorization bearerFrom(Path file) {
        requireNonNull(file, "file");
        return bearer(() -> {
            try {
                return Files.readString(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** The value of the Authorization header; empty = send none. */
    Optional<String> value() {
        return header.get();
    }

    @Override
    public String toString() {
        return kind;
    }
}
