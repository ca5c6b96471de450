package dev.gangway.adapter.events;

import dev.gangway.control.ShiftEvent;
import dev.gangway.domain.shift.Phase;
import io.smallrye.reactive.messaging.ce.OutgoingCloudEventMetadata;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.Locale;
import org.eclipse.microprofile.reactive.messaging.Metadata;

/** Decisions as CloudEvents 1.0; docs/events.md has them for those who listen. */
final class CloudEvents {
    private static final String TYPE = "dev.gangway.shift.";
    private static final URI SCHEMA = URI.create("urn:gangway:schema:shift-event:v1");

    private final URI source;

    /** @param source what the events say that they come from: one Gangway, with all its replicas */
    CloudEvents(URI source) {
        this.source = source;
    }

    /** All events of one shift have one key, so that they stay in order. */
    Metadata metadata(ShiftEvent event) {
        String shift = event.plan().id().toString();
        return Metadata.of(
                OutgoingCloudEventMetadata.builder()
                        .withId(id(event))
                        .withSource(source)
                        .withType(type(event.to()))
                        .withSubject(shift)
                        .withTimestamp(event.at().atZone(ZoneOffset.UTC))
                        .withDataContentType("application/json")
                        .withDataSchema(SCHEMA)
                        .build(),
                OutgoingKafkaRecordMetadata.<String>builder().withKey(shift).build());
    }

    /** The same for the same decision, whoever tells of it: a shift has one at a time. */
    static String id(ShiftEvent event) {
        return "%s/%s/%s".formatted(event.plan().id(), event.at(), event.to().title());
    }

    /** RollingBack is dev.gangway.shift.rolling-back. */
    static String type(Phase.Kind to) {
        return TYPE + to.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
