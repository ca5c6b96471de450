package dev.gangway.control.alert;

import static java.util.Objects.requireNonNull;

import dev.gangway.control.ShiftRecord;
import dev.gangway.domain.shift.Link;
import dev.gangway.domain.shift.TakenAlert;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An alert as it was told.
 *
 * @param fires whether it fires; else it is over
 * @param fingerprint of its labels
 * @param startsAt when it began to fire
 * @param endsAt when it was over; empty while it fires, or where that was not said
 * @param source where its rule is shown
 * @param alertmanager where it is shown
 */
public record Alert(
        boolean fires,
        Map<String, String> labels,
        String fingerprint,
        Instant startsAt,
        Optional<Instant> endsAt,
        Optional<Link> source,
        Optional<Link> alertmanager) {
    private static final int LONGEST_NAME = 200;

    /** Copies the labels. */
    public Alert {
        labels = Map.copyOf(labels);
        requireNonNull(fingerprint, "fingerprint");
        requireNonNull(startsAt, "startsAt");
        requireNonNull(endsAt, "endsAt");
        requireNonNull(source, "source");
        requireNonNull(alertmanager, "alertmanager");
    }

    /** A label's value; empty without it, as Prometheus has it. */
    public String label(String name) {
        return labels.getOrDefault(name, "");
    }

    /** What its rule is called, for people: on one line and not too long. */
    public String name() {
        String name = label("alertname").replaceAll("\\p{Cntrl}", " ");
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    }

    /** How the shift's reasons name it. */
    public String words() {
        return TakenAlert.words(name(), fingerprint);
    }

    /** Firings that began until then are over with it. */
    Instant until() {
        return endsAt.filter(end -> end.isAfter(startsAt)).orElse(startsAt);
    }

    /** By the labels that Istio's metrics and common alert rules carry, and by Gangway's own. */
    public boolean speaksOf(ShiftRecord shift) {
        String own = label("gangway_shift");
        if (own.equals(shift.id().toString())
                || label("destination_service").equals(shift.plan().service().host())) {
            return true;
        }
        String namespace = first(label("destination_service_namespace"), label("namespace"));
        String service = first(label("destination_service_name"), label("service"));
        String name = shift.id().name();
        return namespace.equals(shift.id().namespace())
                && (service.equals(shift.plan().service().name())
                        || label("shift").equals(name)
                        || own.equals(name));
    }

    private static String first(String preferred, String otherwise) {
        return preferred.isEmpty() ? otherwise : preferred;
    }
}
