package dev.gangway.control;

import dev.gangway.domain.shift.Decision;
import dev.gangway.domain.shift.Request;

/**
 * Puts down what a decision wants of a shift from now on, in the shift's resource, where it outlives this process and is a
 * person's to take back.
 */
final class Wishes {
    private final ShiftRequests requests;

    Wishes(ShiftRequests requests) {
        this.requests = requests;
    }

    /**
     * Does so where the decision wants something.
     *
     * @return the shift as it stands now
     * @throws StaleRecordException where somebody else has written the shift meanwhile, with another wish or as another leader: they
     *     know more, and the next tick decides on it
     */
    ShiftRecord put(ShiftRecord shift, Decision decision) {
        return decision.wish().map(wish -> put(shift, wish)).orElse(shift);
    }

    private ShiftRecord put(ShiftRecord shift, Request wish) {
        ShiftRecord written;
        try {
            written = requests.request(shift.id(), now -> now.version().equals(shift.version()) ? wish : now.request());
        } catch (RefusedException e) {
            throw new StaleRecordException(shift.id(), e);
        }
        if (!written.request().equals(wish)) {
            throw new StaleRecordException(shift.id(), null);
        }
        return written;
    }
}
