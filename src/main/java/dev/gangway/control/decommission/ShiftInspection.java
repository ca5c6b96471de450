package dev.gangway.control.decommission;

import dev.gangway.control.ShiftRecord;
import dev.gangway.control.ShiftStore;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.traffic.ClusterName;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Looks for shifts that have not brought all traffic away from a cluster, or would bring some there. */
public final class ShiftInspection implements Inspection {
    private final ShiftStore shifts;

    /** Among these. */
    public ShiftInspection(ShiftStore shifts) {
        this.shifts = shifts;
    }

    @Override
    public Set<Finding.Kind> kinds() {
        return Set.of(Finding.Kind.SHIFTS);
    }

    @Override
    public Sight inspect(ClusterName cluster, int days) {
        return new Sight(
                shifts.all().stream()
                        .filter(shift -> leads(shift, cluster) || leaves(shift, cluster))
                        .map(shift -> finding(shift, cluster))
                        .toList(),
                List.of());
    }

    private static boolean leads(ShiftRecord shift, ClusterName cluster) {
        return shift.plan().destination().equals(cluster);
    }

    private static boolean leaves(ShiftRecord shift, ClusterName cluster) {
        return shift.plan().source().equals(cluster) && shift.state().phase().kind() != Phase.Kind.SUCCEEDED;
    }

    private static Finding finding(ShiftRecord shift, ClusterName cluster) {
        String phase =
                shift.state().phase().kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return new Finding(
                Finding.Kind.SHIFTS,
                "TrafficShift " + shift.id(),
                leads(shift, cluster)
                        ? "moves %s to %s and is %s".formatted(shift.plan().service(), cluster, phase)
                        : "moves %s away from %s and is %s"
                                .formatted(shift.plan().service(), cluster, phase),
                leads(shift, cluster)
                        ? "delete it, and move the service away where it has arrived"
                        : "wait until it has succeeded, or delete it if the service is no longer there");
    }
}
