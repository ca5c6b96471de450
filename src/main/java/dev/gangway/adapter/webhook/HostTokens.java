package dev.gangway.adapter.webhook;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Bearer tokens by host, as the keys of a mounted Secret: no policy can have one sent to another host. Read at each call, so that they may
 * be replaced at any time.
 *
 * @param directory with a file for each host that has one; empty = none has
 */
record HostTokens(Optional<Path> directory) {
    private static final long LONGEST = 16_384;

    /** The token for a host; empty where it has none. Throws IOException where its file can't be read. */
    Optional<String> of(URI url) throws IOException {
        Optional<Path> file = directory
                .map(tokens -> tokens.resolve(url.getHost().toLowerCase(Locale.ROOT)))
                .filter(Files::exists);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        if (Files.size(file.get()) > LONGEST) {
            throw new IOException("longer than a token is");
        }
        return Optional.of(Files.readString(file.get()).strip());
    }
}
