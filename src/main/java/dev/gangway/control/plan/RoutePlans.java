package dev.gangway.control.plan;

import dev.gangway.domain.traffic.ServiceRef;
import java.nio.file.Path;
import java.util.List;

/** Tells what would become of objects in files. */
public interface RoutePlans {

    /**
     * The objects at a split.
     *
     * @param files files and directories with the objects of one cluster
     * @throws dev.gangway.control.UnweavableException where an object stands in the way
     * @throws dev.gangway.control.RefusedException where the files are not what is needed
     * @throws java.io.UncheckedIOException where they can't be read
     */
    RoutePlan weave(List<Path> files, PlanQuestion question);

    /** The objects without any split of the service; throws the same. */
    RoutePlan restore(List<Path> files, ServiceRef service);
}
