package dev.gangway.domain.analysis;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * What the clients of one cluster made of the routes lately: enough requests to tell, and few more, so that routes which come
 * into force late are soon seen to be. Immutable.
 *
 * @param older those before
 * @param newer those since then, fewer than are enough
 * @param seen what the last look was at: the older and the newer ones
 * @param differsSince the beginning of the first window of those, without a break until now, whose looks found a difference
 */
public record ClientShares(Share older, Share newer, Share seen, Optional<Instant> differsSince) {
    static final ClientShares NONE = new ClientShares(Share.NONE, Share.NONE, Share.NONE, Optional.empty());

    /** Needs all parts. */
    public ClientShares {
        requireNonNull(older, "older");
        requireNonNull(newer, "newer");
        requireNonNull(seen, "seen");
        requireNonNull(differsSince, "differsSince");
    }

    /** With what a window holds that begins at the given instant. */
    ClientShares plus(Share share, Instant from, ShareTolerance tolerance) {
        Share fresh = newer.plus(share);
        Share all = older.plus(fresh);
        Optional<Instant> since = tolerance.allows(all) ? Optional.empty() : differsSince.or(() -> Optional.of(from));
        return fresh.requests() >= tolerance.enough()
                ? new ClientShares(fresh, Share.NONE, all, since)
                : new ClientShares(older, fresh, all, since);
    }
}
