package dev.gangway.control;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * On which terms a change is made.
 *
 * @param versions of the shift, one of which must stand; empty = whichever does
 * @param rehearsal the change is checked in every way, and not kept
 */
public record Terms(Optional<Set<String>> versions, boolean rehearsal) {
    /** Whatever stands, and kept. */
    public static final Terms NONE = new Terms(Optional.empty(), false);

    /** Copies the versions. */
    public Terms {
        versions = versions.map(Set::copyOf);
    }

    /** Throws RefusedException for a shift that has changed since it was read. */
    public void check(ShiftRecord shift) {
        if (versions.isPresent() && !versions.get().contains(shift.version())) {
            throw new RefusedException(
                    RefusedException.Kind.STALE,
                    "If-Match",
                    "shift %s is at version %s and not at %s: read it again, and send its ETag if you still want this"
                            .formatted(shift.id(), shift.version(), named(versions.get())));
        }
    }

    private static String named(Set<String> versions) {
        return versions.isEmpty() ? "one that If-Match names" : String.join(" or ", new TreeSet<>(versions));
    }
}
