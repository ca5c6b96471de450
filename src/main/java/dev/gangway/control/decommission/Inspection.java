package dev.gangway.control.decommission;

import dev.gangway.domain.traffic.ClusterName;
import java.util.List;
import java.util.Set;

/** Looks in one place for what still uses a cluster. */
public interface Inspection {

    /** What it looks for; told to be unknown where it gives no answer. */
    Set<Finding.Kind> kinds();

    /**
     * Looks. Each call to the outside is given up after a bounded time; never fails, as what can't be known is a result too.
     *
     * @param days of the past that count, from 1 to {@link DecommissionReport#MOST_DAYS}
     */
    Sight inspect(ClusterName cluster, int days);

    /**
     * What was seen.
     *
     * @param findings what still uses the cluster
     * @param unknown what could not be looked at: nobody can say that there is nothing
     */
    record Sight(List<Finding> findings, List<Finding> unknown) {
        /** Copies both. */
        public Sight {
            findings = List.copyOf(findings);
            unknown = List.copyOf(unknown);
        }
    }
}
