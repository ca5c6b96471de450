package dev.gangway.control.plan;

import java.util.List;

/**
 * What would stand in a cluster.
 *
 * @param objects those that concern the service, subsets first
 * @param remarks what a person should know, a sentence each
 */
public record RoutePlan(List<PlannedObject> objects, List<String> remarks) {
    /** Copies the lists. */
    public RoutePlan {
        objects = List.copyOf(objects);
        remarks = List.copyOf(remarks);
    }
}
