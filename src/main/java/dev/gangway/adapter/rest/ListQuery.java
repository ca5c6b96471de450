package dev.gangway.adapter.rest;

import dev.gangway.control.RefusedException;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** What can be asked of a list of shifts. */
public class ListQuery {
    @Parameter(description = "So many at most, 1 to 500; 100 if left out.", example = "100")
    @QueryParam("limit")
    String limit;

    @Parameter(
            description = "What the answer before had there: the list goes on where that one ended.",
            example = "c2hvcC9jaGVja291dA")
    @QueryParam("continue")
    String next;

    @Parameter(description = "Only shifts in these phases, with commas between them.", example = "Shifting,Paused")
    @QueryParam("phase")
    String phase;

    @Parameter(description = "Only shifts from or to this cluster.", example = "eks1")
    @QueryParam("cluster")
    String cluster;

    @Parameter(
            description = "Only shifts whose TrafficShift has such labels, as kubectl has it with -l.",
            example = "team=shop,env in (prd, stg)")
    @QueryParam("labelSelector")
    String labelSelector;

    @Parameter(
            description = "false: without the decisions of each shift, which are most of a long list.",
            example = "false")
    @QueryParam("history")
    String history;

    boolean withHistory() {
        if (history == null || history.equals("true")) {
            return true;
        }
        if (history.equals("false")) {
            return false;
        }
        throw new RefusedException(
                RefusedException.Kind.INVALID, "history", "history must be true or false; true if left out");
    }
}
