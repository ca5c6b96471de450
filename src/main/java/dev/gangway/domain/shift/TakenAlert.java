package dev.gangway.domain.shift;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * An alert as a shift remembers it, from when it first fired.
 *
 * @param name the rule's, for people
 * @param fingerprint of its labels: together with its start it tells one firing from another
 * @param startsAt when it began to fire
 * @param wanted what the policy wanted of the shift
 * @param takenAt when the shift was told
 * @param resolvedAt when the shift was told that it is over; empty = it fires, as far as is known
 * @param holds whether the shift stays paused because of it
 * @param source where its rule is shown
 * @param alertmanager where it is shown
 */
public record TakenAlert(
        String name,
        String fingerprint,
        Instant startsAt,
        Wanted wanted,
        Instant takenAt,
        Optional<Instant> resolvedAt,
        boolean holds,
        Optional<Link> source,
        Optional<Link> alertmanager) {

    /** What can be wanted. */
    public enum Wanted {
        /** Stand still as long as it fires. */
        PAUSE,
        /** Go back to the source. */
        ROLL_BACK
    }

    /** Needs all parts; what is resolved holds nothing. */
    public TakenAlert {
        requireNonNull(name, "name");
        requireNonNull(fingerprint, "fingerprint");
        requireNonNull(startsAt, "startsAt");
        requireNonNull(wanted, "wanted");
        requireNonNull(takenAt, "takenAt");
        holds = holds && resolvedAt.isEmpty();
        requireNonNull(source, "source");
        requireNonNull(alertmanager, "alertmanager");
    }

    /** How a shift's reasons name it; the same for the same alert. */
    public String words() {
        return words(name, fingerprint);
    }

    /** How a shift's reasons name an alert. */
    public static String words(String name, String fingerprint) {
        return "alert %s (%s)".formatted(name, fingerprint);
    }

    boolean isFiring() {
        return resolvedAt.isEmpty();
    }

    /** The same, over. */
    TakenAlert resolved(Instant at) {
        return new TakenAlert(
                name, fingerprint, startsAt, wanted, takenAt, Optional.of(at), false, source, alertmanager);
    }

    /** The same, of which the shift is free. */
    TakenAlert free() {
        return new TakenAlert(name, fingerprint, startsAt, wanted, takenAt, resolvedAt, false, source, alertmanager);
    }
}
