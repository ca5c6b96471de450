package dev.gangway.adapter.istio.decommission;

import dev.gangway.adapter.cluster.ClusterObjects;
import dev.gangway.adapter.cluster.ClusterRefusals;
import dev.gangway.adapter.cluster.ClusterRegistry;
import dev.gangway.adapter.cluster.Member;
import dev.gangway.adapter.cluster.ServedKind;
import dev.gangway.control.decommission.Finding;
import dev.gangway.control.decommission.Finding.Kind;
import dev.gangway.control.decommission.Inspection;
import dev.gangway.domain.traffic.ClusterName;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks in a cluster for what lets requests from outside of the mesh in. */
public final class IngressInspection implements Inspection {
    private final ClusterRegistry registry;

    /** In a cluster of this registry. */
    public IngressInspection(ClusterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.INGRESS);
    }

    @Override
    public Sight inspect(ClusterName cluster, int days) {
        Optional<Member> member = registry.find(cluster);
        if (member.isEmpty()) {
            return unknown(cluster, registry.problem(cluster));
        }
        ClusterObjects objects = new ClusterObjects(member.get());
        try {
            WaysIn ways = new WaysIn(
                    objects.list(ServedKind.INGRESS),
                    objects.list(ServedKind.GATEWAY),
                    objects.list(ServedKind.SERVICE));
            return new Sight(ways.findings(), List.of());
        } catch (KubernetesClientException e) {
            return unknown(cluster, ClusterRefusals.words(e));
        }
    }

    private static Sight unknown(ClusterName cluster, String why) {
        return new Sight(
                List.of(),
                List.of(new Finding(
                        Kind.INGRESS,
                        "cluster " + cluster,
                        why,
                        "make it answer, with what kubernetes/mesh-cluster permits, and ask again")));
    }
}
