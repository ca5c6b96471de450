package dev.gangway.adapter.crd;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gangway.domain.shift.AlertBook;
import dev.gangway.domain.shift.Link;
import dev.gangway.domain.shift.TakenAlert;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The alerts that a shift was told of, in an annotation of its TrafficShift: written at once with what is wanted, by whichever
 * replica, and neither a part of what people write nor of what the leader writes.
 */
final class AlertAnnotation {
    static final String KEY = Api.GROUP + "/alerts";

    private static final Logger LOG = Logger.getLogger(AlertAnnotation.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private AlertAnnotation() {}

    /** The book as it is written. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Written(List<Entry> alerts, Boolean personResumes) {}

    /** One alert as it is written. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Entry(
            String name,
            String fingerprint,
            String startsAt,
            TakenAlert.Wanted wanted,
            String takenAt,
            String resolvedAt,
            Boolean holds,
            String source,
            String alertmanager) {}

    /** What somebody has made unreadable is none, and is written over by the next alert. */
    static AlertBook read(TrafficShift shift) {
        Map<String, String> annotations = requireNonNullElse(shift.getMetadata().getAnnotations(), Map.of());
        String json = annotations.get(KEY);
        if (json == null) {
            return AlertBook.EMPTY;
        }
        try {
            Written written = JSON.readValue(json, Written.class);
            return new AlertBook(
                    written.alerts().stream().map(AlertAnnotation::alert).toList(),
                    Boolean.TRUE.equals(written.personResumes()));
        } catch (JsonProcessingException | RuntimeException e) {
            LOG.warnf("shift=%s: its annotation %s can't be read: %s", ResourceCache.id(shift), KEY, e.getMessage());
            return AlertBook.EMPTY;
        }
    }

    static void write(TrafficShift shift, AlertBook book) {
        Map<String, String> annotations =
                new LinkedHashMap<>(requireNonNullElse(shift.getMetadata().getAnnotations(), Map.of()));
        try {
            annotations.put(
                    KEY,
                    JSON.writeValueAsString(new Written(
                            book.alerts().stream().map(AlertAnnotation::entry).toList(),
                            book.personResumes() ? true : null)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("alerts could not be written as JSON", e);
        }
        shift.getMetadata().setAnnotations(annotations);
    }

    private static TakenAlert alert(Entry entry) {
        return new TakenAlert(
                entry.name(),
                entry.fingerprint(),
                Instant.parse(entry.startsAt()),
                entry.wanted(),
                Instant.parse(entry.takenAt()),
                Optional.ofNullable(entry.resolvedAt()).map(Instant::parse),
                Boolean.TRUE.equals(entry.holds()),
                Link.of(entry.source()),
                Link.of(entry.alertmanager()));
    }

    private static Entry entry(TakenAlert alert) {
        return new Entry(
                alert.name(),
                alert.fingerprint(),
                alert.startsAt().toString(),
                alert.wanted(),
                alert.takenAt().toString(),
                alert.resolvedAt().map(Instant::toString).orElse(null),
                alert.holds() ? true : null,
                alert.source().map(Link::toString).orElse(null),
                alert.alertmanager().map(Link::toString).orElse(null));
    }
}
