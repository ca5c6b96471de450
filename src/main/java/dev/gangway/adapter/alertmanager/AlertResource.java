package dev.gangway.adapter.alertmanager;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gangway.adapter.alertmanager.Notification.Told;
import dev.gangway.control.RefusedException;
import dev.gangway.control.access.Needs;
import dev.gangway.control.access.Permission;
import dev.gangway.control.alert.Alert;
import dev.gangway.control.alert.AlertDesk;
import dev.gangway.control.alert.AlertMeter;
import dev.gangway.control.alert.AlertOutcome;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
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
    private static final String PROBLEM = "application/problem+json";
    private static final int UNAVAILABLE = 503;

    private final AlertDesk desk;
    private final AlertMeter meter;

    /** For all requests. */
    public AlertResource(AlertDesk desk, AlertMeter meter) {
        this.desk = desk;
        this.meter = meter;
    }

    /**
     * What was done with each alert.
     *
     * @param truncated how many were cut off before they came here
     */
    public record Answer(
            List<Act> acts,
            @Schema(description = "How many alerts max_alerts has cut off: nothing is known of them.", examples = "0")
                    int truncated) {}

    /** What was done with one alert; shift is empty when it speaks of none that is there. */
    public record Act(
            @Schema(examples = "alert CheckoutBurnsItsBudget (8b9eb1c8c9b5f5bd)") String alert,
            @Schema(examples = "shop/checkout") String shift,
            AlertOutcome done,
            @Schema(examples = "rolls back") String detail) {}

    /** Something is not durable yet; the rest is. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Unfinished(String type, String title, int status, String detail, List<Act> acts) {}

    @POST
    @APIResponse(
            responseCode = "200",
            description = "What each alert wants is durable, or it wants nothing",
            content = @Content(schema = @Schema(implementation = Answer.class)))
    @APIResponse(responseCode = "400", ref = "Problem400")
    @APIResponse(responseCode = "422", ref = "Problem422")
    @APIResponse(
            responseCode = "503",
            description =
                    "Some shift could not be written, with what became of each: send all again. Or the webhook has"
                            + " no token, or what stands is not known yet",
            content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = Unfinished.class)))
    @Needs(Permission.TAKE_ALERTS)
    @APIResponse(responseCode = "415", ref = "Problem415")
    @Operation(
            operationId = "takeAlerts",
            summary = "Take an Alertmanager notification",
            description =
                    "The first rule of the shift's policy that is for an alert says what it does; where none is, a"
                            + " critical alert rolls the shift of its service back and a warning pauses it. A resolved one resumes"
                            + " what it has paused, when no other alert holds that. Told again, it changes nothing. 503 where some"
                            + " shift could not be written, with what became of each: send it again.")
    public Response receive(Notification notification) {
        if (notification == null || notification.alerts() == null || !"4".equals(notification.version())) {
            throw new RefusedException(
                    RefusedException.Kind.INVALID,
                    "version",
                    "this is not an Alertmanager webhook payload of version 4: point a webhook_configs url here");
        }
        if (notification.truncatedAlerts() > 0) {
            meter.truncated(notification.truncatedAlerts());
            LOG.warnf(
                    "%d alerts of a group were cut off by max_alerts and are not seen", notification.truncatedAlerts());
        }
        List<Act> acts = new ArrayList<>();
        desk.take(read(notification, acts)).forEach(act -> acts.add(act(act)));
        return acts.stream().anyMatch(act -> act.done() == AlertOutcome.FAILED)
                ? unfinished(acts)
                : Response.ok(new Answer(acts, Math.max(0, notification.truncatedAlerts())))
                        .build();
    }

    /** One that can't be read keeps no other from being taken. */
    private List<Alert> read(Notification notification, List<Act> acts) {
        List<Alert> alerts = new ArrayList<>();
        int index = 0;
        for (Told told : notification.alerts()) {
            String place = "alerts[%d]".formatted(index++);
            try {
                alerts.add(AlertReader.read(told, notification.externalUrl()));
            } catch (IllegalArgumentException e) {
                meter.taken(AlertOutcome.MALFORMED);
                acts.add(new Act(place, "", AlertOutcome.MALFORMED, place + ": " + e.getMessage()));
            }
        }
        return alerts;
    }

    private static Act act(AlertDesk.Act act) {
        return new Act(act.alert(), act.shift().map(Object::toString).orElse(""), act.outcome(), act.words());
    }

    private static Response unfinished(List<Act> acts) {
        long failed =
                acts.stream().filter(act -> act.done() == AlertOutcome.FAILED).count();
        return Response.status(UNAVAILABLE)
                .type(PROBLEM)
                .entity(new Unfinished(
                        "urn:gangway:problem:unavailable",
                        "The management cluster did not confirm it",
                        UNAVAILABLE,
                        "%d of %d are not durable: send the notification again, what is done is not done twice"
                                .formatted(failed, acts.size()),
                        acts))
                .build();
    }
}
