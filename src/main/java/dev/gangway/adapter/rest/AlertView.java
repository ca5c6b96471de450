package dev.gangway.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gangway.domain.shift.AlertBook;
import dev.gangway.domain.shift.Link;
import dev.gangway.domain.shift.Reason;
import dev.gangway.domain.shift.TakenAlert;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An alert that a shift was told of. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AlertView(
        @Schema(examples = "CheckoutBurnsItsBudget") String name,
        @Schema(description = "Alertmanager's, of its labels.", examples = "8b9eb1c8c9b5f5bd") String fingerprint,
        @Schema(description = "What the policy wants of the shift: Pause or RollBack.", examples = "Pause")
                String wanted,
        Instant startsAt,
        @Schema(description = "When the shift was told.") Instant takenAt,
        @Schema(description = "When the shift was told that it is over; missing while it fires.") Instant resolvedAt,
        @Schema(description = "Whether the shift stays paused because of it.") boolean holds,
        @Schema(
                        description = "Where its rule is shown; missing where none by http or https was told.",
                        examples = "https://prometheus.example/graph?g0.expr=up")
                String source,
        @Schema(description = "Where it is shown itself.", examples = "https://alertmanager.example")
                String alertmanager) {

    static List<AlertView> of(AlertBook book) {
        return views(book.alerts().stream());
    }

    /** Null where it names none of them. */
    static List<AlertView> named(Reason reason, AlertBook book) {
        if (reason.cause() != Reason.Cause.ALERT) {
            return null;
        }
        List<AlertView> named =
                views(book.alerts().stream().filter(alert -> reason.text().contains(alert.words())));
        return named.isEmpty() ? null : named;
    }

    private static List<AlertView> views(Stream<TakenAlert> alerts) {
        return alerts.map(AlertView::view).toList();
    }

    private static AlertView view(TakenAlert alert) {
        return new AlertView(
                alert.name(),
                alert.fingerprint(),
                Words.title(alert.wanted()),
                alert.startsAt(),
                alert.takenAt(),
                alert.resolvedAt().orElse(null),
                alert.holds(),
                alert.source().map(Link::toString).orElse(null),
                alert.alertmanager().map(Link::toString).orElse(null));
    }
}
