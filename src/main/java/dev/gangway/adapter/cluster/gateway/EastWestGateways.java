package dev.gangway.adapter.cluster.gateway;

import dev.gangway.adapter.cluster.ClusterObjects;
import dev.gangway.adapter.cluster.ClusterRefusals;
import dev.gangway.adapter.cluster.ClusterRegistry;
import dev.gangway.adapter.cluster.Member;
import dev.gangway.adapter.cluster.gateway.GatewayPlan.Write;
import dev.gangway.control.RefusedException;
import dev.gangway.control.RefusedException.Kind;
import dev.gangway.control.gateway.GatewayState;
import dev.gangway.control.gateway.Gateways;
import dev.gangway.domain.traffic.ClusterName;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Makes east-west gateways, in an order in which half of one harms nobody: the network's label, what the gateway listens to, its pods,
 * and only when one of them is ready the Service that makes istiods of all clusters send requests there.
 */
public final class EastWestGateways implements Gateways {
    private static final Logger LOG = Logger.getLogger(EastWestGateways.class);
    private static final String PERMISSIONS = "kubernetes/mesh-cluster-gateway";
    private static final int ATTEMPTS = 3;
    private static final int CONFLICT = 409;

    private final ClusterRegistry registry;

    /** For the clusters of this registry. */
    public EastWestGateways(ClusterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public GatewayState look(ClusterName cluster) {
        Member member = ClusterRefusals.member(registry, cluster, "cluster");
        try {
            return plan(member).state();
        } catch (KubernetesClientException e) {
            throw ClusterRefusals.of(cluster, e, PERMISSIONS);
        }
    }

    @Override
    public GatewayState make(ClusterName cluster) {
        Member member = ClusterRefusals.member(registry, cluster, "cluster");
        try {
            for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
                GatewayPlan plan = plan(member);
                plan.obstacle().ifPresent(why -> {
                    throw new RefusedException(Kind.CONFLICT, "cluster", why);
                });
                List<Write> writes = plan.writes();
                if (writes.isEmpty()) {
                    return plan.state();
                }
                write(member, writes);
            }
            return plan(member).state();
        } catch (KubernetesClientException e) {
            throw ClusterRefusals.of(cluster, e, PERMISSIONS);
        }
    }

    private static GatewayPlan plan(Member member) {
        GatewayDefinition wanted = GatewayDefinition.of(member);
        return GatewayPlan.of(member, wanted, GatewayView.read(member, new ClusterObjects(member), wanted));
    }

    /** Ends at the first that somebody else wrote meanwhile: what is to be done must be seen anew. */
    private static void write(Member member, List<Write> writes) {
        ClusterObjects objects = new ClusterObjects(member);
        for (Write write : writes) {
            try {
                if (write.isNew()) {
                    objects.create(write.kind(), write.object());
                } else {
                    objects.update(write.kind(), write.object());
                }
                LOG.infof(
                        "cluster=%s %s %s %s",
                        member.name(),
                        write.isNew() ? "made" : "changed",
                        write.kind().title(),
                        write.object().at("/metadata/name").asText());
            } catch (KubernetesClientException e) {
                if (e.getCode() == CONFLICT) {
                    return;
                }
                throw e;
            }
        }
    }
}
