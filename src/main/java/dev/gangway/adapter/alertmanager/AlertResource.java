package dev.gangway.adapter.alertmanager;

import dev.gangway.adapter.alertmanager.Notification.Alert;
import dev.gangway.control.RefusedException;
import dev.gangway.control.ShiftCommands;
import dev.gangway.control.ShiftRecord;
import dev.gangway.control.access.Needs;
import dev.gangway.control.access.Permission;
import dev.gangway.domain.shift.Command;
import dev.gangway.domain.shift.Request;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;

/** Takes Alertmanager's notifications. Answers 2xx only when what they want is durable; Alertmanager tries again otherwise. */
@Path("/api/v1/alerts")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Alerts")
public class AlertResource {
    private static final Logger LOG = Logger.getLogger(AlertResource.class);

    private final ShiftCommands commands;

    /** For all requests. */
    public AlertResource(ShiftCommands commands) {
        this.commands = commands;
    }

    /** What was done with each alert. */
    public record Answer(List<Act> acts) {}

    /** What was done with one alert; shift is empty when it speaks of none that is under way. */
    public record Act(String alert, String shift, String done) {}

    @POST
    @APIResponse(responseCode = "400", ref = "Problem400")
    @APIResponse(responseCode = "422", ref = "Problem422")
    @APIResponse(responseCode = "503", ref = "Problem503")
    @Needs(Permission.TAKE_ALERTS)
    @Operation(
            operationId = "takeAlerts",
            summary = "Take an Alertmanager notification",
            description = "A critical alert rolls the shift of its service back, a warning pauses it,"
                    + " and a resolved one resumes what it has paused.")
    public Answer receive(Notification notification) {
        if (notification == null || notification.alerts() == null || !"4".equals(notification.version())) {
            throw new RefusedException(
                    RefusedException.Kind.INVALID,
                    "version",
                    "this is not an Alertmanager webhook payload of version 4: point a webhook_configs url here");
        }
        if (notification.truncatedAlerts() > 0) {
            LOG.warnf(
                    "%d alerts of a group were cut off by max_alerts and are not seen", notification.truncatedAlerts());
        }
        List<ShiftRecord> shifts = commands.list(Optional.empty());
        List<Act> acts = new ArrayList<>();
        for (Alert alert : notification.alerts()) {
            List<ShiftRecord> meant = shifts.stream()
                    .filter(shift -> shift.state().phase().kind().isUnderWay())
                    .filter(shift -> AlertRules.speaksOf(alert, shift))
                    .toList();
            if (meant.isEmpty()) {
                acts.add(new Act(alert.words(), "", "speaks of no shift that is under way"));
            }
            meant.forEach(shift -> acts.add(act(alert, shift)));
        }
        return new Answer(acts);
    }

    private Act act(Alert alert, ShiftRecord shift) {
        Optional<Command> wanted = AlertRules.wants(alert, shift);
        if (wanted.isEmpty()) {
            return new Act(alert.words(), shift.id().toString(), "nothing to do");
        }
        try {
            ShiftRecord unused = commands.command(
                    shift.id(),
                    wanted.get(),
                    Request.Origin.ALERT,
                    alert.words(),
                    alert.isFiring() ? "severity " + alert.label("severity") : "resolved");
            return new Act(alert.words(), shift.id().toString(), wanted.get().name());
        } catch (RefusedException e) {
            return new Act(alert.words(), shift.id().toString(), "refused: " + e.getMessage());
        }
    }
}
