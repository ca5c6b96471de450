package dev.gangway.domain.shift;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A webhook that is asked, or told, on a shift's way.
 *
 * @param name for people
 * @param type when it is called, and what its answer means
 * @param url where it is, by http or https
 * @param timeout of one call
 * @param retries how often a call that fails is made again at once
 * @param interval from one call to the next while it has not let the shift pass
 * @param failures of {@link Type#PRE_ROLLOUT}: after so many the attempt is refused
 * @param metadata is sent along
 */
public record Gate(
        String name,
        Type type,
        URI url,
        Duration timeout,
        int retries,
        Duration interval,
        int failures,
        Map<String, String> metadata) {
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(30);
    private static final Duration LONGEST_INTERVAL = Duration.ofDays(1);
    private static final int MOST_RETRIES = 10;
    private static final int MOST_METADATA = 50;
    private static final int LONGEST_METADATA = 4_096;

    /** The types, as Flagger has them. */
    public enum Type {
        /** Asked before the start. */
        CONFIRM_ROLLOUT("confirm-rollout"),
        /** Asked before the start, when the start is confirmed; an attempt that it fails too often does not begin. */
        PRE_ROLLOUT("pre-rollout"),
        /** Asked before each step, and before a preview by header. */
        CONFIRM_TRAFFIC_INCREASE("confirm-traffic-increase"),
        /** Asked before all traffic. */
        CONFIRM_PROMOTION("confirm-promotion"),
        /** Told at the end. */
        POST_ROLLOUT("post-rollout"),
        /** Asked all the while; it takes the shift back by passing. */
        ROLLBACK("rollback"),
        /** Told of each decision. */
        EVENT("event");

        private final String title;

        Type(String title) {
            this.title = title;
        }

        /** The name as people and programs outside read it. */
        public String title() {
            return title;
        }

        boolean isAskedBefore(Passage.Kind passage) {
            return switch (passage) {
                case START -> this == CONFIRM_ROLLOUT || this == PRE_ROLLOUT;
                case RISE -> this == CONFIRM_TRAFFIC_INCREASE;
                case PROMOTION -> this == CONFIRM_PROMOTION;
            };
        }
    }

    /** Copies the metadata; throws IllegalArgumentException that says what is out of range. */
    public Gate {
        requireNonNull(type, "type");
        if (name.isBlank() || name.length() > 63) {
            throw new IllegalArgumentException("the gate's name '%s' must have 1 to 63 characters".formatted(name));
        }
        requireWebAddress(url);
        requireRange("timeout", timeout, LONGEST_TIMEOUT);
        requireRange("interval", interval, LONGEST_INTERVAL);
        if (retries < 0 || retries > MOST_RETRIES) {
            throw new IllegalArgumentException("%d retries; 0 to %d are allowed".formatted(retries, MOST_RETRIES));
        }
        if (failures < 1) {
            throw new IllegalArgumentException("failures %d is below 1".formatted(failures));
        }
        metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
        int characters = metadata.entrySet().stream()
                .mapToInt(entry -> entry.getKey().length() + entry.getValue().length())
                .sum();
        if (metadata.size() > MOST_METADATA || characters > LONGEST_METADATA) {
            throw new IllegalArgumentException("metadata of %d entries and %d characters; %d and %d at most"
                    .formatted(metadata.size(), characters, MOST_METADATA, LONGEST_METADATA));
        }
    }

    private static void requireWebAddress(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!Set.of("http", "https").contains(scheme) || url.getHost() == null) {
            throw new IllegalArgumentException(
                    "url '%s' must begin with http:// or https:// and a host".formatted(url));
        }
        if (url.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "the url must have no user and password in it: a token comes from gangway.gates.tokens");
        }
    }

    private static void requireRange(String what, Duration duration, Duration longest) {
        if (duration.compareTo(Duration.ofSeconds(1)) < 0 || duration.compareTo(longest) > 0) {
            throw new IllegalArgumentException(
                    "%s of %d s must be from 1 to %d s".formatted(what, duration.toSeconds(), longest.toSeconds()));
        }
    }
}
