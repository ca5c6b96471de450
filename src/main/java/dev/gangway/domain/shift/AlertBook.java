package dev.gangway.domain.shift;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * The alerts that a shift was told of, oldest first, so that the same one told again changes nothing.
 *
 * @param alerts at most {@value #MOST}
 * @param personResumes more alerts held the shift than can be remembered: it is not known when the last one is over, so only a
 *     person resumes it
 */
public record AlertBook(List<TakenAlert> alerts, boolean personResumes) {
    /** So many are remembered. */
    public static final int MOST = 20;

    /** None yet. */
    public static final AlertBook EMPTY = new AlertBook(List.of(), false);

    /** Copies them; throws IllegalArgumentException for too many. */
    public AlertBook {
        alerts = List.copyOf(alerts);
        if (alerts.size() > MOST) {
            throw new IllegalArgumentException("%d alerts; at most %d".formatted(alerts.size(), MOST));
        }
    }

    /** Whether this firing was told before, over or not. */
    public boolean knows(String fingerprint, Instant startsAt) {
        return alerts.stream()
                .anyMatch(alert -> alert.fingerprint().equals(fingerprint)
                        && alert.startsAt().equals(startsAt));
    }

    /** Whether one that fires holds the shift. */
    public boolean holds() {
        return alerts.stream().anyMatch(TakenAlert::holds);
    }

    /** Whether there is a firing that is over with this one. */
    public boolean isFiring(String fingerprint, Instant until) {
        return alerts.stream().anyMatch(over(fingerprint, until));
    }

    /** Whether one of those holds the shift. */
    public boolean isHeldBy(String fingerprint, Instant until) {
        return alerts.stream().filter(over(fingerprint, until)).anyMatch(TakenAlert::holds);
    }

    /** With one more. What is over is forgotten for it first, then what holds nothing, the oldest of each. */
    public AlertBook with(TakenAlert alert) {
        List<TakenAlert> longer = new ArrayList<>(alerts);
        boolean lost = false;
        if (longer.size() == MOST) {
            TakenAlert forgotten = longer.stream()
                    .min(Comparator.comparing(TakenAlert::holds).thenComparing(TakenAlert::isFiring))
                    .orElseThrow();
            longer.remove(forgotten);
            lost = forgotten.holds();
        }
        longer.add(alert);
        return new AlertBook(longer, personResumes || lost);
    }

    /**
     * Every firing of these labels that began until then is over. One that began later is another, and was told out of order.
     *
     * @param at when the shift was told
     */
    public AlertBook resolved(String fingerprint, Instant until, Instant at) {
        Predicate<TakenAlert> over = over(fingerprint, until);
        return new AlertBook(
                alerts.stream()
                        .map(alert -> over.test(alert) ? alert.resolved(at) : alert)
                        .toList(),
                personResumes);
    }

    /** None of them holds the shift any more, as somebody has resumed it since. */
    public AlertBook freed() {
        return new AlertBook(alerts.stream().map(TakenAlert::free).toList(), false);
    }

    private static Predicate<TakenAlert> over(String fingerprint, Instant until) {
        return alert -> alert.isFiring()
                && alert.fingerprint().equals(fingerprint)
                && !alert.startsAt().isAfter(until);
    }
}
