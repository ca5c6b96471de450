package dev.gangway.adapter.rest;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.gangway.control.access.Act;
import dev.gangway.control.access.Needs;
import dev.gangway.control.access.Permission;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.util.StringJoiner;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * A line of the log for each change that somebody has asked for, whatever came of it: who, what, why and from where. Values are
 * quoted as in JSON, so that nothing that is sent can end a line or a value.
 */
public final class AuditTrail {
    /** The category of the log. */
    public static final String CATEGORY = "gangway.audit";

    private static final Logger LOG = Logger.getLogger(CATEGORY);
    private static final int LONGEST = 500;

    private final Caller caller;

    /** For all requests. */
    public AuditTrail(Caller caller) {
        this.caller = caller;
    }

    @ServerResponseFilter
    void note(ContainerRequestContext request, ContainerResponseContext response, ResourceInfo operation) {
        Needs needs =
                AccessGuard.isAny(operation) ? operation.getResourceMethod().getAnnotation(Needs.class) : null;
        if (needs != null && needs.value().isChange()) {
            LOG.info(line(needs, request, response));
        }
    }

    private String line(Needs needs, ContainerRequestContext request, ContainerResponseContext response) {
        boolean isWebhook = needs.value() == Permission.TAKE_ALERTS;
        StringJoiner line = new StringJoiner(" ");
        line.add("who=" + quoted(isWebhook ? "Alertmanager" : caller.name()));
        line.add("what="
                + quoted(
                        isWebhook
                                ? "alerts"
                                : needs.value().verb() + " " + needs.value().what()));
        for (Act act : AccessGuard.acts(needs, request.getUriInfo())) {
            line.add("namespace=" + quoted(act.namespace())).add("name=" + quoted(act.name()));
        }
        // What the webhook answers is what each of its alerts has led to.
        line.add("why=" + quoted(isWebhook ? String.valueOf(response.getEntity()) : caller.why()));
        line.add("from=" + quoted(caller.address()));
        String dryRun = request.getUriInfo().getQueryParameters().getFirst("dryRun");
        if (dryRun != null) {
            line.add("dryRun=" + quoted(dryRun));
        }
        return line.add("status=" + response.getStatus()).toString();
    }

    private static String quoted(String value) {
        String shown = value.length() <= LONGEST ? value : value.substring(0, LONGEST) + "...";
        return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(shown)) + '"';
    }
}
