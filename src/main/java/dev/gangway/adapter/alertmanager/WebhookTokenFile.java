package dev.gangway.adapter.alertmanager;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gangway.control.access.WebhookTokens;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The tokens of a file, one in each line, as a Secret is mounted. It is read for each request, so that what is written there
 * counts at once; two lines let a new token be given out before the old one is taken away.
 */
public final class WebhookTokenFile implements WebhookTokens {
    private static final Logger LOG = Logger.getLogger(WebhookTokenFile.class);
    private static final int MOST_BYTES = 16 * 1024;
    private static final int SHORTEST = 16;

    private final Optional<Path> file;

    /** Reads nothing yet; empty = there are no tokens. */
    public WebhookTokenFile(Optional<Path> file) {
        this.file = file;
    }

    @Override
    public Standing of(Optional<String> token) {
        List<String> ours = file.map(WebhookTokenFile::read).orElse(List.of());
        if (ours.isEmpty()) {
            return Standing.NOT_SET_UP;
        }
        byte[] shown = digest(token.orElse(""));
        boolean isOurs = false;
        for (String one : ours) {
            // All of them, whichever it is: the time must not tell.
            isOurs |= MessageDigest.isEqual(shown, digest(one));
        }
        return isOurs && token.isPresent() ? Standing.OURS : Standing.FOREIGN;
    }

    /** Empty where the file can't be read, or has none that is long enough. */
    private static List<String> read(Path file) {
        try (InputStream content = Files.newInputStream(file)) {
            List<String> lines = new String(content.readNBytes(MOST_BYTES), UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
            List<String> usable =
                    lines.stream().filter(line -> line.length() >= SHORTEST).toList();
            if (usable.size() < lines.size() || usable.isEmpty()) {
                LOG.warnf(
                        "gangway.alerts.token-file has %d lines that are tokens; one has at least %d characters",
                        usable.size(), SHORTEST);
            }
            return usable;
        } catch (IOException e) {
            LOG.warnf("gangway.alerts.token-file can't be read: %s", e);
            return List.of();
        }
    }

    /** Of one length whatever it is of, so that the time of comparing says nothing of that either. */
    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
