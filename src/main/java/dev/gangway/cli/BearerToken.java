package dev.gangway.cli;

import static java.util.Objects.requireNonNull;

import dev.gangway.control.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What is shown to a server to say who asks. It never says itself, but where it is from. */
public final class BearerToken {
    private final Optional<Path> file;
    private final String value;

    private BearerToken(Optional<Path> file, String value) {
        this.file = file;
        this.value = value;
    }

    /** This one. */
    public static BearerToken of(String value) {
        return new BearerToken(Optional.empty(), requireNonNull(value, "value").strip());
    }

    /** The one that is in a file at the time of each call: it may be renewed meanwhile. */
    public static BearerToken in(Path file) {
        return new BearerToken(Optional.of(file), "");
    }

    /** The secret; throws RefusedException where the file can't be read. */
    public String read() {
        if (file.isEmpty()) {
            return value;
        }
        try {
            return Files.readString(file.get()).strip();
        } catch (IOException e) {
            throw new RefusedException(
                    RefusedException.Kind.INVALID,
                    "token-file",
                    "the token in %s can't be read: name a file that can with --token-file"
                            .formatted(file.get().getFileName()));
        }
    }

    @Override
    public String toString() {
        return file.map(path -> "the token in " + path).orElse("a token");
    }
}
