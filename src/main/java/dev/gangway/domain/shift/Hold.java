package dev.gangway.domain.shift;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * What keeps a shift from a way forward that would else be taken now.
 *
 * @param kind what
 * @param passage the way
 * @param until when that ends by itself, as far as it can be foreseen
 */
public record Hold(Kind kind, Passage passage, Optional<Instant> until) {
    /** What can hold. */
    public enum Kind {
        /** No window is open, or a freeze holds. */
        WINDOW("Window"),
        /** Nobody has approved it. */
        APPROVAL("Approval"),
        /** A gate says no. */
        GATE("Gate"),
        /** A gate has not answered. */
        SILENT_GATE("SilentGate");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        /** The name as people and programs outside read it. */
        public String title() {
            return title;
        }

        /** Whether gates are to be asked. */
        public boolean isGate() {
            return this == GATE || this == SILENT_GATE;
        }
    }

    /** Needs all parts. */
    public Hold {
        requireNonNull(kind, "kind");
        requireNonNull(passage, "passage");
        requireNonNull(until, "until");
    }

    Hold(Kind kind, Passage passage) {
        this(kind, passage, Optional.empty());
    }
}
