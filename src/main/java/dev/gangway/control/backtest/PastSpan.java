package dev.gangway.control.backtest;

import dev.gangway.control.RefusedException;
import dev.gangway.control.RefusedException.Kind;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A span of the past.
 *
 * @param from where it begins
 * @param to where it ends
 */
public record PastSpan(Instant from, Instant to) {
    /** Of a shorter span too little can be recorded. */
    public static final Duration SHORTEST = Duration.ofHours(2);

    /** A longer span is refused. */
    public static final Duration LONGEST = Duration.ofDays(14);

    private static final Duration USUAL = Duration.ofHours(24);
    private static final Pattern AGO =
            Pattern.compile("(?:(\\d{1,4})d)?(?:(\\d{1,6})h)?(?:(\\d{1,8})m)?(?:(\\d{1,9})s)?");

    /**
     * Reads both ends: each an instant as in RFC 3339, or how long ago it was, such as {@code 24h} or {@code 1d12h30m}.
     *
     * @param from empty = 24 hours before the end
     * @param to empty = now
     * @throws RefusedException that names the field: for anything else, for an end that is not after the beginning or not in
     *     the past, and for less than two hours or more than 14 days between them
     */
    public static PastSpan of(Optional<String> from, Optional<String> to, Instant now) {
        Instant end = to.map(text -> instant("to", text, now)).orElse(now);
        Instant begin = from.map(text -> instant("from", text, now)).orElseGet(() -> end.minus(USUAL));
        if (end.isAfter(now)) {
            throw refused("to", "to %s is not in the past: leave it out for now".formatted(end));
        }
        Duration length = Duration.between(begin, end);
        if (length.compareTo(SHORTEST) < 0 || length.compareTo(LONGEST) > 0) {
            throw refused(
                    "from",
                    "from %s to %s must be from %d hours to %d days: an hour to know the service by, and the rest to play in"
                            .formatted(begin, end, SHORTEST.toHours(), LONGEST.toDays()));
        }
        return new PastSpan(begin, end);
    }

    private static Instant instant(String field, String text, Instant now) {
        Matcher ago = AGO.matcher(text);
        try {
            if (!text.isEmpty() && ago.matches()) {
                return now.minus(Duration.ofDays(number(ago, 1)).plusHours(number(ago, 2)))
                        .minus(Duration.ofMinutes(number(ago, 3)).plusSeconds(number(ago, 4)));
            }
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw refused(
                    field,
                    "%s '%s' is no time: write 2025-01-15T10:00:00Z, or how long ago, such as 24h or 1d12h"
                            .formatted(field, shortened(text)));
        }
    }

    private static long number(Matcher matcher, int group) {
        return matcher.group(group) == null ? 0 : Long.parseLong(matcher.group(group));
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }

    private static RefusedException refused(String field, String why) {
        return new RefusedException(Kind.INVALID, field, why);
    }
}
