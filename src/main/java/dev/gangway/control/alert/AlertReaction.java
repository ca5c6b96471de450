package dev.gangway.control.alert;

import dev.gangway.control.ShiftRecord;
import dev.gangway.domain.shift.AlertBook;
import dev.gangway.domain.shift.Command;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Request;
import dev.gangway.domain.shift.Request.Intent;
import dev.gangway.domain.shift.Request.Origin;
import dev.gangway.domain.shift.TakenAlert;
import dev.gangway.domain.shift.TakenAlert.Wanted;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * What one alert does to one shift. Pure.
 *
 * @param outcome what becomes of the alert
 * @param shift as it is to be then: with another request, other alerts, both or neither
 * @param words for people
 */
record AlertReaction(AlertOutcome outcome, ShiftRecord shift, String words) {

    /** @param now when the shift is told */
    static AlertReaction of(Alert alert, ShiftRecord shift, AlertRules rules, Instant now) {
        return alert.fires() ? fires(alert, shift, rules, now) : isOver(alert, shift, now);
    }

    private static AlertReaction fires(Alert alert, ShiftRecord shift, AlertRules rules, Instant now) {
        if (shift.alerts().knows(alert.fingerprint(), alert.startsAt())) {
            return new AlertReaction(AlertOutcome.KNOWN, shift, "it was told before");
        }
        Phase.Kind phase = shift.state().phase().kind();
        if (!phase.isUnderWay() || shift.request().deleted()) {
            return new AlertReaction(
                    AlertOutcome.ENDED, shift, "the shift is %s and left alone".formatted(phase.title()));
        }
        return switch (rules.action(alert)) {
            case ROLL_BACK -> rollsBack(alert, shift, now);
            case PAUSE -> pauses(alert, shift, now);
            case IGNORE -> new AlertReaction(AlertOutcome.IGNORED, shift, "no rule wants anything of it");
        };
    }

    private static AlertReaction rollsBack(Alert alert, ShiftRecord shift, Instant now) {
        AlertBook told = shift.alerts().with(taken(alert, Wanted.ROLL_BACK, now, false));
        return shift.request().intent() == Intent.ROLL_BACK
                ? recorded(shift, told, "it is to be rolled back already")
                : new AlertReaction(
                        AlertOutcome.ROLL_BACK,
                        shift.with(request(shift, Command.ROLL_BACK, alert.words(), why(alert)), told),
                        "rolls back");
    }

    private static AlertReaction pauses(Alert alert, ShiftRecord shift, Instant now) {
        Request standing = shift.request();
        TakenAlert holding = taken(alert, Wanted.PAUSE, now, true);
        return switch (standing.intent()) {
            case ROLL_BACK ->
                recorded(
                        shift,
                        shift.alerts().with(taken(alert, Wanted.PAUSE, now, false)),
                        "it is to be rolled back already");
            case PAUSE ->
                standing.origin() == Origin.ALERT
                        ? recorded(shift, shift.alerts().with(holding), "it is paused already, and now by this as well")
                        : recorded(
                                shift,
                                shift.alerts().with(taken(alert, Wanted.PAUSE, now, false)),
                                "it is paused already by %s, who resumes it".formatted(standing.by()));
            case ADVANCE, PROMOTE ->
                new AlertReaction(
                        AlertOutcome.PAUSE,
                        shift.with(
                                request(shift, Command.PAUSE, alert.words(), why(alert)),
                                shift.alerts().freed().with(holding)),
                        "pauses");
        };
    }

    private static AlertReaction isOver(Alert alert, ShiftRecord shift, Instant now) {
        AlertBook before = shift.alerts();
        boolean held = before.isHeldBy(alert.fingerprint(), alert.until())
                || shift.request().by().equals(alert.words());
        AlertBook told = before.resolved(alert.fingerprint(), alert.until(), now);
        boolean paused = shift.request().intent() == Intent.PAUSE
                && shift.request().origin() == Origin.ALERT
                && shift.state().phase().kind().isUnderWay();
        if (paused && held && !told.holds() && !told.personResumes()) {
            return new AlertReaction(
                    AlertOutcome.RESUME,
                    shift.with(request(shift, Command.RESUME, alert.words(), "resolved"), told),
                    "resumes");
        }
        if (told.equals(before)) {
            return new AlertReaction(AlertOutcome.IGNORED, shift, "it has changed nothing");
        }
        return recorded(shift, told, paused && held ? "other alerts hold it still" : "it is over");
    }

    private static AlertReaction recorded(ShiftRecord shift, AlertBook told, String words) {
        return new AlertReaction(AlertOutcome.RECORDED, shift.with(shift.request(), told), words);
    }

    private static Request request(ShiftRecord shift, Command command, String by, String why) {
        return new Request(
                command.intent(),
                shift.request().attempt(),
                Origin.ALERT,
                by,
                why,
                shift.request().deleted());
    }

    private static String why(Alert alert) {
        String severity = alert.label("severity").toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "");
        return severity.isEmpty() ? "it fires" : "severity " + severity;
    }

    private static TakenAlert taken(Alert alert, Wanted wanted, Instant now, boolean holds) {
        return new TakenAlert(
                alert.name(),
                alert.fingerprint(),
                alert.startsAt(),
                wanted,
                now,
                Optional.empty(),
                holds,
                alert.source(),
                alert.alertmanager());
    }
}
