package dev.gangway.adapter.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gangway.control.Announcer;
import dev.gangway.control.DeliveryMeter;
import dev.gangway.control.DeliveryMeter.Why;
import dev.gangway.control.ShiftEvent;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.ShiftId;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** Decisions as Events of the TrafficShift, as {@code kubectl describe} shows them. Throws where one could not be written. */
public final class KubernetesEvents implements Announcer {
    /** What it is called where the undelivered are counted. */
    public static final String CHANNEL = "kubernetes";

    private static final String CONTROLLER = "gangway.dev/gangway";
    private static final int AT_ONCE = 200;
    private static final int PER_SECOND = 20;
    /** More is refused by an API server. */
    private static final int LONGEST_NOTE_BYTES = 1_024;

    private static final int LONGEST_NAME = 200;
    private static final int CONFLICT = 409;
    private static final DateTimeFormatter MICROSECONDS = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final KubernetesClient management;
    private final Function<ShiftId, Optional<String>> uid;
    private final String instance;
    private final DeliveryMeter meter;
    private final RateBound rate;

    /**
     * Puts it together.
     *
     * @param uid of the TrafficShift, where it is there still
     * @param instance which replica this is
     */
    public KubernetesEvents(
            KubernetesClient management,
            Function<ShiftId, Optional<String>> uid,
            String instance,
            DeliveryMeter meter,
            LongSupplier nanoTime) {
        this.management = management;
        this.uid = uid;
        this.instance = instance;
        this.meter = meter;
        this.rate = new RateBound(AT_ONCE, PER_SECOND, nanoTime);
    }

    @Override
    public void announce(ShiftEvent event) {
        if (!rate.take()) {
            meter.undelivered(CHANNEL, Why.RATE);
            return;
        }
        try {
            Event unused = management.resource(written(event)).create();
        } catch (KubernetesClientException e) {
            // Its name is that of the decision: it was written, and the answer was lost.
            if (e.getCode() != CONFLICT) {
                throw e;
            }
        }
    }

    private Event written(ShiftEvent event) {
        ShiftId id = event.plan().id();
        String at = MICROSECONDS.format(event.at());
        return new EventBuilder()
                .withNewMetadata()
                .withNamespace(id.namespace())
                .withName("%s.%x".formatted(cut(id.name(), LONGEST_NAME), nanos(event.at())))
                .endMetadata()
                .withEventTime(new MicroTime(at))
                .withReportingController(CONTROLLER)
                .withReportingInstance(instance)
                .withAction("Decide")
                .withReason(EventReason.of(event).title())
                .withType(EventReason.of(event).isWarning() ? "Warning" : "Normal")
                .withNote(cutBytes(note(event), LONGEST_NOTE_BYTES))
                .withRegarding(new ObjectReferenceBuilder()
                        .withApiVersion("gangway.dev/v1alpha1")
                        .withKind("TrafficShift")
                        .withNamespace(id.namespace())
                        .withName(id.name())
                        .withUid(uid.apply(id).orElse(null))
                        .build())
                .build();
    }

    private static long nanos(Instant at) {
        return at.getEpochSecond() * 1_000_000_000L + at.getNano();
    }

    private static String note(ShiftEvent event) {
        String weight = event.to() == Phase.Kind.RELEASED
                ? ""
                : "%s %% at %s: "
                        .formatted(
                                event.after().toDestination().percent().toPlainString(),
                                event.plan().destination());
        return weight + event.reason().text();
    }

    /** Never within a character. */
    private static String cutBytes(String text, int most) {
        CharBuffer characters = CharBuffer.wrap(text);
        CoderResult unused = UTF_8.newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .encode(characters, ByteBuffer.allocate(most), true);
        return text.substring(0, characters.position());
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }
}
