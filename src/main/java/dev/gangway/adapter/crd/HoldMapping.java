package dev.gangway.adapter.crd;

import static java.util.Objects.requireNonNullElse;

import dev.gangway.domain.shift.Hold;
import dev.gangway.domain.shift.Passage;
import dev.gangway.domain.traffic.Weight;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** What holds a shift and its form in the status. */
final class HoldMapping {
    private HoldMapping() {}

    /** Null where there is nothing to write. */
    static HoldStatus status(Optional<Hold> hold) {
        return hold.map(held -> new HoldStatus(
                        held.kind().title(),
                        held.passage().kind().name(),
                        held.passage().attempt(),
                        held.passage().to().percent().doubleValue(),
                        held.until().map(Instant::toString).orElse(null)))
                .orElse(null);
    }

    static Optional<Hold> hold(HoldStatus status) {
        if (status == null) {
            return Optional.empty();
        }
        Passage passage = new Passage(
                Passage.Kind.valueOf(status.passage()),
                requireNonNullElse(status.attempt(), 1),
                Weight.percent(BigDecimal.valueOf(requireNonNullElse(status.percent(), 0.0))));
        // One of a kind that this version does not know holds no longer than until the next turn.
        return Arrays.stream(Hold.Kind.values())
                .filter(kind -> kind.title().equals(status.kind()))
                .findFirst()
                .map(kind -> new Hold(
                        kind, passage, Optional.ofNullable(status.until()).map(Instant::parse)));
    }
}
