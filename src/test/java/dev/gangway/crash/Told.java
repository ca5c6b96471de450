package dev.gangway.crash;

import dev.gangway.control.ShiftRecord;
import dev.gangway.domain.shift.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A story as far as it has come. */
final class Told {
    private static final Duration BETWEEN_ACTS = Duration.ofSeconds(30);
    private static final Set<Phase.Kind> TERMINAL = Set.of(Phase.Kind.SUCCEEDED, Phase.Kind.ROLLED_BACK);

    private final Story story;
    private final Witness witness;
    private int acts;
    private Instant lastAct;
    private Optional<ShiftRecord> deleted = Optional.empty();

    Told(Story story, Witness witness, Instant now) {
        this.story = story;
        this.witness = witness;
        lastAct = now;
    }

    Story story() {
        return story;
    }

    /** What somebody does now, if it is time. */
    Optional<Story.Deed> due(Instant now) {
        Optional<ShiftRecord> shift = witness.last(story.service());
        if (acts == story.acts().size() || shift.isEmpty()) {
            return Optional.empty();
        }
        Story.Act next = story.acts().get(acts);
        boolean isTime = acts == 0 || now.isAfter(lastAct.plus(BETWEEN_ACTS));
        // What is on its way when a shift is deleted that keeps its routes comes to stand after it, or in one cluster
        // only.
        boolean mayGo = next.deed() != Story.Deed.DELETE
                || story.isRestored()
                || witness.agreed(story.service()).isPresent();
        return isTime && mayGo && next.when().test(shift.get()) ? Optional.of(next.deed()) : Optional.empty();
    }

    /** It was done. */
    void done(Story.Deed deed, Instant now) {
        acts++;
        lastAct = now;
        if (deed == Story.Deed.DELETE) {
            deleted();
        }
    }

    /** It is deleted; what stands then is what it may keep. */
    void deleted() {
        deleted = witness.last(story.service());
    }

    /** Whether all acts are done and it has come to rest, with the clusters agreed. */
    boolean isSettled() {
        if (acts < story.acts().size()) {
            return false;
        }
        if (story.ends() == Phase.Kind.RELEASED) {
            return isGone();
        }
        return witness.agreed(story.service())
                .filter(shift -> shift.state().phase().kind() == story.ends())
                .isPresent();
    }

    /** Whether it is no more, and has left what it should. */
    boolean isGone() {
        if (witness.last(story.service()).isPresent()) {
            return false;
        }
        return story.isRestored()
                ? witness.left(story.service()).isEmpty()
                : deleted.isEmpty()
                        || witness.shares(story.service()).stream()
                                .allMatch(shares -> shares.equals(List.of(Trail.permille(deleted.get()))));
    }

    /** Where it has ended though it should have ended elsewhere; empty = it has not. */
    Optional<String> wrongEnd() {
        return witness.last(story.service())
                .filter(shift -> TERMINAL.contains(shift.state().phase().kind()))
                .filter(shift -> story.acts().isEmpty() && shift.state().phase().kind() != story.ends())
                .map(shift -> "%s ends as %s: %s"
                        .formatted(
                                story.name(),
                                shift.state().phase(),
                                shift.state().reason().text()));
    }

    @Override
    public String toString() {
        return "%s (act %d): %s, routes %s"
                .formatted(
                        story.name(),
                        acts,
                        witness.last(story.service())
                                .map(shift -> shift.state().phase() + " because "
                                        + shift.state().reason().text())
                                .orElse("gone"),
                        witness.shares(story.service()));
    }
}
