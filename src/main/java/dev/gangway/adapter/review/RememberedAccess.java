package dev.gangway.adapter.review;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.gangway.control.access.AccessReviews;
import dev.gangway.control.access.Act;
import dev.gangway.control.access.Identity;
import java.time.Duration;

/** Remembers for some seconds what somebody may do. */
public final class RememberedAccess implements AccessReviews {
    private final AccessReviews reviews;
    private final Remembered<Question, Boolean> known;

    private record Question(Identity who, Act act) {}

    /**
     * Knows nothing yet.
     *
     * @param lasts how long an answer counts; 0 = each time anew
     */
    public RememberedAccess(AccessReviews reviews, Duration lasts) {
        this(reviews, lasts, Ticker.systemTicker());
    }

    RememberedAccess(AccessReviews reviews, Duration lasts, Ticker ticker) {
        this.reviews = reviews;
        known = new Remembered<>(lasts, ticker);
    }

    @Override
    public boolean allows(Identity who, Act act) {
        return known.get(new Question(who, act), () -> reviews.allows(who, act));
    }
}
