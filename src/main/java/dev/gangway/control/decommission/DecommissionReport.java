package dev.gangway.control.decommission;

import static java.util.Objects.requireNonNull;

import dev.gangway.control.RefusedException;
import dev.gangway.domain.traffic.ClusterName;
import java.util.List;

/**
 * What still keeps a cluster from being switched off.
 *
 * @param cluster which
 * @param days of the past that were looked at
 * @param findings what still uses it
 * @param unknown what could not be looked at
 */
public record DecommissionReport(ClusterName cluster, int days, List<Finding> findings, List<Finding> unknown) {
    /** A longer past is not looked at. */
    public static final int MOST_DAYS = 90;

    /** What is looked at where nobody says how much. */
    public static final int USUAL_DAYS = 7;

    /** Sorts both; throws RefusedException for days out of range. */
    public DecommissionReport {
        requireNonNull(cluster, "cluster");
        requireDays(days);
        findings = findings.stream().sorted(Finding.IN_ORDER).toList();
        unknown = unknown.stream().sorted(Finding.IN_ORDER).toList();
    }

    static void requireDays(int days) {
        if (days < 1 || days > MOST_DAYS) {
            throw new RefusedException(
                    RefusedException.Kind.INVALID, "days", "days %d must be from 1 to %d".formatted(days, MOST_DAYS));
        }
    }

    /** Whether nothing uses the cluster, as far as can be known, and all can be known. */
    public boolean isEmpty() {
        return findings.isEmpty() && unknown.isEmpty();
    }
}
