package dev.gangway.control;

import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.shift.Supply;
import dev.gangway.domain.traffic.ClusterName;
import java.util.Map;

/** What the clusters have to serve a service with. */
public interface CapacitySource {

    /** Of the source and of the destination, from what is known already: this does not call a cluster. What can't be known says why. */
    Map<ClusterName, Supply> supplies(ShiftPlan plan);
}
