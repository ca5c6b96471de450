package dev.gangway.domain.schedule;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A timetable that is shut now.
 *
 * @param awaited what for, in words
 * @param at now
 * @param opensAt when it opens; empty where that can't be foreseen
 * @param zone in which people read that
 */
public record Closure(String awaited, Instant at, Optional<Instant> opensAt, ZoneId zone) {
    private static final long COARSE = 10;

    /** Needs all parts. */
    public Closure {
        requireNonNull(awaited, "awaited");
        requireNonNull(at, "at");
        requireNonNull(opensAt, "opensAt");
        requireNonNull(zone, "zone");
    }

    /** One sentence; it changes seldom while it is long until then, so that it need not be written often. */
    public String words() {
        return "waits for "
                + awaited
                + opensAt.map(opens -> ", opens in %s, at %s"
                                .formatted(
                                        rest(Duration.between(at, opens)),
                                        opens.atZone(zone)
                                                .truncatedTo(ChronoUnit.SECONDS)
                                                .toOffsetDateTime()))
                        .orElse("; it does not open within two weeks");
    }

    /** Rounded up: to hours from a day on, to ten minutes from an hour on, else to minutes. */
    private static String rest(Duration until) {
        long minutes = -Math.floorDiv(-until.toSeconds(), 60L);
        if (minutes < 60) {
            return Math.max(1, minutes) + " min";
        }
        long coarse = -Math.floorDiv(-minutes, COARSE) * COARSE;
        if (coarse < 24 * 60) {
            return coarse % 60 == 0 ? coarse / 60 + " h" : "%d h %d min".formatted(coarse / 60, coarse % 60);
        }
        long hours = -Math.floorDiv(-minutes, 60L);
        return hours % 24 == 0 ? hours / 24 + " d" : "%d d %d h".formatted(hours / 24, hours % 24);
    }
}
