package dev.gangway.adapter.istio.decommission;

import dev.gangway.adapter.cluster.ClusterObjects;
import dev.gangway.adapter.cluster.ClusterRefusals;
import dev.gangway.adapter.cluster.ClusterRegistry;
import dev.gangway.adapter.cluster.Member;
import dev.gangway.adapter.cluster.ServedKind;
import dev.gangway.control.Clusters.Cluster;
import dev.gangway.control.decommission.Finding;
import dev.gangway.control.decommission.Finding.Kind;
import dev.gangway.control.decommission.Inspection;
import dev.gangway.domain.traffic.ClusterName;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks in every cluster of the mesh for routes to one of them: in a multi-primary mesh each follows its own. */
public final class RouteInspection implements Inspection {
    private static final Set<Kind> KINDS = Set.of(Kind.WEIGHTS, Kind.SUBSETS);

    private final ClusterRegistry registry;

    /** In the clusters of this registry. */
    public RouteInspection(ClusterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Set<Kind> kinds() {
        return KINDS;
    }

    @Override
    public Sight inspect(ClusterName cluster, int days) {
        ClusterLabels labels =
                new ClusterLabels(cluster, registry.byName(cluster.value()).flatMap(Cluster::network));
        List<Finding> findings = new ArrayList<>();
        List<Finding> unknown = new ArrayList<>();
        if (labels.network().isEmpty()) {
            unknown.addAll(unknown(cluster.value(), "MeshCluster '%s' names no network".formatted(cluster)));
        }
        for (String name : registry.names()) {
            Optional<Member> member = member(name);
            if (member.isEmpty()) {
                unknown.addAll(unknown(name, problem(name)));
                continue;
            }
            try {
                findings.addAll(read(member.get(), labels).findings());
            } catch (KubernetesClientException e) {
                unknown.addAll(unknown(name, ClusterRefusals.words(e)));
            }
        }
        return new Sight(findings, unknown);
    }

    private static StandingRoutes read(Member member, ClusterLabels labels) {
        ClusterObjects objects = new ClusterObjects(member);
        return new StandingRoutes(
                member.name(),
                objects.list(ServedKind.VIRTUAL_SERVICE),
                objects.list(ServedKind.DESTINATION_RULE),
                labels);
    }

    private Optional<Member> member(String name) {
        try {
            return registry.find(new ClusterName(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private String problem(String name) {
        try {
            return registry.problem(new ClusterName(name));
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    private static List<Finding> unknown(String cluster, String why) {
        return KINDS.stream()
                .map(kind -> new Finding(
                        kind,
                        "cluster " + cluster,
                        why,
                        "make it answer and ask again; routes in it may lead anywhere"))
                .toList();
    }
}
