package dev.gangway.adapter.alertmanager;

import dev.gangway.adapter.alertmanager.Notification.Told;
import dev.gangway.control.alert.Alert;
import dev.gangway.domain.shift.Link;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes an alert of what Alertmanager tells. Pure. */
final class AlertReader {
    private static final int FINGERPRINT_BYTES = 8;

    /** Alertmanager writes this for a time that is not known. */
    private static final Instant NEVER = Instant.parse("0001-01-01T00:00:00Z");

    private AlertReader() {}

    /** Throws IllegalArgumentException that names the field at fault, its value and what it should be. */
    static Alert read(Told told, String externalUrl) {
        if (told == null) {
            throw new IllegalArgumentException("the alert is null");
        }
        Map<String, String> labels = new LinkedHashMap<>();
        if (told.labels() != null) {
            told.labels().forEach((label, value) -> labels.put(label, value == null ? "" : value));
        }
        return new Alert(
                fires(told.status()),
                labels,
                fingerprint(told.fingerprint(), labels),
                time("startsAt", told.startsAt()).orElse(Instant.EPOCH),
                time("endsAt", told.endsAt()),
                Link.of(told.generatorUrl()),
                Link.of(externalUrl));
    }

    private static boolean fires(String status) {
        if ("firing".equals(status) || "resolved".equals(status)) {
            return "firing".equals(status);
        }
        throw new IllegalArgumentException("status '%s' is neither firing nor resolved".formatted(status));
    }

    private static Optional<Instant> time(String field, String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant()).filter(time -> time.isAfter(NEVER));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("%s '%s' is no time of RFC 3339".formatted(field, text), e);
        }
    }

    /** Of the labels where none is given: the same for the same alert. */
    private static String fingerprint(String given, Map<String, String> labels) {
        if (given != null && given.matches("[0-9A-Za-z_-]{1,64}")) {
            return given;
        }
        if (given != null && !given.isEmpty()) {
            throw new IllegalArgumentException("the fingerprint is not 1 to 64 letters and digits");
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(new TreeMap<>(labels).toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, FINGERPRINT_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
