package dev.gangway.adapter.cluster.preflight;

import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.ServiceRef;
import java.time.Instant;
import java.util.List;

/**
 * What was read for a shift.
 *
 * @param others further clusters that have the service, whose clients must find both sides
 * @param now when
 */
record Sides(ShiftPlan plan, Side source, Side destination, List<ClusterFacts> others, Instant now) {
    /** Copies the others. */
    Sides {
        others = List.copyOf(others);
    }

    List<Side> both() {
        return List.of(source, destination);
    }

    Side other(Side side) {
        return side.isDestination() ? source : destination;
    }

    ServiceRef service() {
        return plan.service();
    }

    /** Whether pods reach each other without any gateway. */
    boolean shareNetwork() {
        return source.network().equals(destination.network());
    }
}
