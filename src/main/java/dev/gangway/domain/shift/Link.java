package dev.gangway.domain.shift;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** A link that people may be offered to follow: by http or https, to a host, without a password, and not too long. */
public record Link(URI uri) {
    /** A longer one is none. */
    public static final int LONGEST = 2_000;

    /** Throws IllegalArgumentException for what is none. */
    public Link {
        if (!isGood(uri)) {
            throw new IllegalArgumentException("this is no link by http or https");
        }
    }

    /** Empty for what is none. */
    public static Optional<Link> of(String text) {
        if (text == null || text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return Optional.of(new URI(text)).filter(Link::isGood).map(Link::new);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean isGood(URI uri) {
        return ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
                && uri.getHost() != null
                && uri.getRawUserInfo() == null
                && uri.toString().length() <= LONGEST;
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
