package dev.gangway.adapter.prometheus;

import dev.gangway.domain.traffic.ClusterName;
import java.util.List;

/**
 * The queries that say whether a cluster was used at all in the last days.
 *
 * <p>Any growth of any counter counts, however small, so for each series, before anything is summed:
 *
 * <ul>
 *   <li>one that was not there in the hour before the window has counted all that it shows in the window. {@code increase} would lose
 *       its first sample, and all of a pod that was scraped once;
 *   <li>of others what {@code increase} says: it sees resets, and what it extrapolates is more than 0 only where something grew.
 * </ul>
 *
 * <p>So what is told is never less than what is there, but for requests between a pod's last scrape and its end, which nobody knows of. It
 * can be more: a target that was not scraped for an hour before the window counts its whole past. Long connections count by the bytes
 * that go over them, as they may have been opened before.
 */
final class UsePromQl {
    /** What grows with use. Requests that are under way for all of the window are counted when they end. */
    static final List<String> COUNTERS = List.of(
            "istio_requests_total",
            "istio_tcp_connections_opened_total",
            "istio_tcp_received_bytes_total",
            "istio_tcp_sent_bytes_total");

    private static final String BEFORE = "1h";
    private static final String ARRIVED_BY = "reporter,destination_service,source_cluster,source_workload,"
            + "source_workload_namespace,connection_security_policy";
    private static final String GATEWAYS_BY = "source_workload_namespace,source_workload";

    private UsePromQl() {}

    /** What was sent to services in the cluster, as the clients' and the servers' proxies counted it. */
    static String arrivals(String counter, ClusterName cluster, int days) {
        return grown(ARRIVED_BY, counter + "{destination_cluster=\"" + cluster + "\"}", days);
    }

    /** What gateways in the cluster sent on, by what Istio's gateways are usually called. */
    static String gateways(String counter, ClusterName cluster, int days) {
        return grown(
                GATEWAYS_BY,
                counter + "{reporter=\"source\",source_cluster=\"" + cluster
                        + "\",source_workload=~\".*(gateway|ingress).*\"}",
                days);
    }

    /** In how many of the last hours anything at all was scraped: one element, or none for 0. */
    static String hoursWatched(int days) {
        return "count_over_time(count(up)[" + days + "d:1h])";
    }

    /** One element if any proxy in the cluster was scraped; Istio's proxies all show their version. */
    static String proxies(ClusterName cluster, int days, boolean isShared) {
        String received = "count(last_over_time(istio_requests_total{reporter=\"destination\",destination_cluster=\""
                + cluster + "\"}[" + days + "d]))";
        return isShared
                ? received
                : received + " or count(last_over_time(istio_build{component=\"proxy\"}[" + days + "d]))";
    }

    private static String grown(String by, String series, int days) {
        String window = "[" + days + "d]";
        return "sum by (" + by + ") ((max_over_time(" + series + window + ") unless last_over_time(" + series + "["
                + BEFORE + "] offset " + days + "d)) > 0 or increase(" + series + window + ") > 0)";
    }
}
