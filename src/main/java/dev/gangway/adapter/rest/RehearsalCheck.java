package dev.gangway.adapter.rest;

import dev.gangway.control.RefusedException;
import dev.gangway.control.RefusedException.Kind;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** What is only to be tried is never done, not even by what can't be tried. */
public final class RehearsalCheck {
    private static final Pattern CAN_BE_TRIED = Pattern.compile("/api/v1/namespaces/[^/]+/shifts(/.*)?");

    @ServerRequestFilter
    void check(ContainerRequestContext request) {
        String wanted = request.getUriInfo().getQueryParameters().getFirst("dryRun");
        if (Conditions.rehearsal(wanted)
                && !request.getMethod().equals("GET")
                && !CAN_BE_TRIED.matcher(request.getUriInfo().getPath()).matches()) {
            throw new RefusedException(
                    Kind.INVALID,
                    "dryRun",
                    "dryRun is for shifts alone, and nothing was changed here: leave it out to make the change");
        }
    }
}
