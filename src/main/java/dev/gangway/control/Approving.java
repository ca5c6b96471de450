package dev.gangway.control;

import dev.gangway.control.RefusedException.Kind;
import dev.gangway.domain.shift.Approval;
import dev.gangway.domain.shift.Hold;
import dev.gangway.domain.shift.Passage;
import dev.gangway.domain.shift.Request;
import dev.gangway.domain.traffic.Weight;
import java.util.Optional;

/** Somebody's word, bound to the attempt and the weight that a shift waits at: said twice it is said once. */
final class Approving {
    private Approving() {}

    /**
     * What is wanted with the approval in it.
     *
     * @param step the weight that is meant; empty = the one that it waits for
     * @throws RefusedException where it waits for no approval, or for another one
     */
    static Request wanted(ShiftRecord shift, Optional<Weight> step, String by, String why) {
        Optional<Passage> awaited = shift.state()
                .hold()
                .filter(hold -> hold.kind() == Hold.Kind.APPROVAL)
                .map(Hold::passage);
        // A retry that waits for its start is another attempt already than the one that stands.
        int attempt = awaited.map(Passage::attempt).orElse(shift.state().attempt());
        boolean isGiven = shift.request()
                .approval()
                .filter(given -> given.attempt() == attempt)
                .filter(given -> step.map(wanted -> given.upTo().compareTo(wanted) >= 0)
                        .orElse(awaited.filter(given::covers).isPresent()))
                .isPresent();
        if (isGiven) {
            return shift.request();
        }
        Passage passage = awaited.orElseThrow(() -> new RefusedException(
                Kind.CONFLICT,
                "phase",
                "shift %s is %s and waits for no approval: %s"
                        .formatted(
                                shift.id(),
                                shift.state().phase().kind().title(),
                                shift.state().reason().text())));
        step.filter(wanted -> !wanted.equals(passage.to())).ifPresent(wanted -> {
            throw new RefusedException(
                    Kind.CONFLICT,
                    "percent",
                    "shift %s waits for approval of %s, not of %s: look at it again, and approve that if you still want to"
                            .formatted(shift.id(), passage.words(), wanted));
        });
        return shift.request().with(Optional.of(new Approval(passage.attempt(), passage.to(), by, why)));
    }
}
