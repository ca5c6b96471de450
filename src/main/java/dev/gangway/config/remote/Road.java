package dev.gangway.config.remote;

import dev.gangway.cli.BearerToken;
import java.net.URI;
import java.util.Optional;

/** How one Gangway is reached. */
interface Road {

    /** What comes before {@code /api}; throws ServerUnreachableException where there is no way at the moment. */
    URI base();

    /** There was no answer by the last way: another may be better. */
    void lost();

    /** What it says of who asks, where nobody has given a token. */
    Optional<BearerToken> token();

    /** A URL. */
    static Road to(URI uri) {
        return new Road() {
            @Override
            public URI base() {
                return uri;
            }

            @Override
            public void lost() {
                // There is no other.
            }

            @Override
            public Optional<BearerToken> token() {
                return Optional.empty();
            }
        };
    }
}
