package dev.gangway.adapter.prometheus;

import dev.gangway.control.decommission.Finding;
import dev.gangway.control.decommission.Finding.Kind;
import dev.gangway.control.decommission.Inspection;
import dev.gangway.domain.traffic.ClusterName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Looks in every Prometheus of the mesh for requests and connections that went to a cluster. Its own must have watched it all of the
 * time, or nobody can say that there were none.
 */
public final class PrometheusInspection implements Inspection {
    private static final Set<Kind> KINDS =
            Set.of(Kind.UNMESHED_CALLERS, Kind.DESTINATION_TRAFFIC, Kind.GATEWAY_TRAFFIC);

    private final PrometheusServers servers;
    private final PrometheusSettings settings;
    private final PrometheusClient client;

    /**
     * Keeps nothing: each inspection asks the servers.
     *
     * @param servers asked at the beginning of each inspection
     * @param meter told of each query
     */
    public PrometheusInspection(PrometheusServers servers, PrometheusSettings settings, QueryMeter meter) {
        this.servers = servers;
        this.settings = settings;
        client = new PrometheusClient(settings.maxResponseBytes(), meter);
    }

    @Override
    public Set<Kind> kinds() {
        return KINDS;
    }

    @Override
    public Sight inspect(ClusterName cluster, int days) {
        List<CompletableFuture<ServerUse>> asked = PrometheusServer.byEndpoint(servers.current()).values().stream()
                .map(server -> new ServerUse(client, server, settings.historyTimeout(), cluster, days).asked())
                .toList();
        UseTally tally = new UseTally(days);
        List<Finding> unknown = new ArrayList<>();
        boolean own = false;
        for (CompletableFuture<ServerUse> one : asked) {
            // Ends within the settings' timeout, and never exceptionally.
            ServerUse use = one.join();
            tally.add(use);
            own |= use.isOwn();
            unknown.addAll(unknown(use));
        }
        if (!own) {
            kinds().forEach(kind -> unknown.add(new Finding(
                    kind,
                    "MeshCluster " + cluster,
                    "it names no Prometheus: nobody has watched the cluster",
                    "give it spec.prometheus.url")));
        }
        return new Sight(tally.findings(), unknown);
    }

    /** What another cluster's server does not say can only be of clients there. */
    private static List<Finding> unknown(ServerUse use) {
        Set<Kind> kinds = use.isOwn() ? KINDS : Set.of(Kind.DESTINATION_TRAFFIC);
        return use.problems().isEmpty()
                ? List.of()
                : kinds.stream()
                        .map(
                                kind -> new Finding(
                                        kind,
                                        use.name(),
                                        Words.together(use.problems()),
                                        "see that it answers and scrapes the proxies, and ask again; fewer days are easier to answer for"))
                        .toList();
    }
}
