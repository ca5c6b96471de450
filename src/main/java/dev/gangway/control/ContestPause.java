package dev.gangway.control;

import dev.gangway.domain.shift.Observation;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Request;
import dev.gangway.domain.shift.Request.Intent;

/**
 * Pauses a shift whose routes another writer puts back again and again. Like an alert it puts the wish down in the shift's
 * resource, where it outlives this process and is a person's to take back.
 */
final class ContestPause {
    private final ShiftRequests requests;

    ContestPause(ShiftRequests requests) {
        this.requests = requests;
    }

    /** Does so where somebody does, the shift is on its way, and nothing else is wanted already. */
    void where(ShiftRecord shift, Phase phase, Observation seen) {
        if (!phase.kind().isUnderWay() || !isOnItsWay(shift.request())) {
            return;
        }
        seen.contested().entrySet().stream().findFirst().ifPresent(contest -> {
            var trouble = contest.getValue();
            ShiftRecord unused = requests.request(
                    shift.id(),
                    now -> isOnItsWay(now.request())
                            ? new Request(
                                            Intent.PAUSE,
                                            now.request().attempt(),
                                            Request.Origin.CONTEST,
                                            trouble.contestedBy().orElseThrow(),
                                            "%s in cluster %s".formatted(trouble.seen(), contest.getKey()),
                                            now.request().deleted())
                                    .with(now.request().approval())
                            : now.request());
        });
    }

    private static boolean isOnItsWay(Request request) {
        return (request.intent() == Intent.ADVANCE || request.intent() == Intent.PROMOTE) && !request.deleted();
    }
}
