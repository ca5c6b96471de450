package dev.gangway.adapter.alertmanager;

import dev.gangway.adapter.alertmanager.Notification.Alert;
import dev.gangway.control.ShiftRecord;
import dev.gangway.domain.shift.Command;
import dev.gangway.domain.shift.Request;
import dev.gangway.domain.shift.Request.Intent;
import java.util.Optional;

/** Which shift an alert speaks of, and what it wants of it. Pure. */
final class AlertRules {
    private AlertRules() {}

    /** By the labels that Istio's metrics and common alert rules carry. */
    static boolean speaksOf(Alert alert, ShiftRecord shift) {
        if (alert.label("destination_service").equals(shift.plan().service().host())) {
            return true;
        }
        String namespace = first(alert.label("destination_service_namespace"), alert.label("namespace"));
        String service = first(alert.label("destination_service_name"), alert.label("service"));
        return namespace.equals(shift.id().namespace())
                && (service.equals(shift.plan().service().name())
                        || alert.label("shift").equals(shift.id().name()));
    }

    /**
     * A firing alert rolls back when it is critical and pauses when it is a warning; a resolved one resumes what it has
     * paused itself. Empty = nothing, also where what it wants stands already: Alertmanager repeats itself.
     */
    static Optional<Command> wants(Alert alert, ShiftRecord shift) {
        Request standing = shift.request();
        if (!alert.isFiring()) {
            boolean pausedByIt = standing.intent() == Intent.PAUSE
                    && standing.origin() == Request.Origin.ALERT
                    && standing.by().equals(alert.words());
            return pausedByIt ? Optional.of(Command.RESUME) : Optional.empty();
        }
        if (standing.intent() == Intent.ROLL_BACK) {
            return Optional.empty();
        }
        return switch (alert.label("severity")) {
            case "critical" -> Optional.of(Command.ROLL_BACK);
            case "warning" -> standing.intent() == Intent.PAUSE ? Optional.empty() : Optional.of(Command.PAUSE);
            default -> Optional.empty();
        };
    }

    private static String first(String preferred, String otherwise) {
        return preferred.isEmpty() ? otherwise : preferred;
    }
}
