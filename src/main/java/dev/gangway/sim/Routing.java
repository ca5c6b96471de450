package dev.gangway.sim;

import dev.gangway.domain.traffic.ServiceRef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where requests go by the Istio configuration of every cluster of the mesh. Immutable. */
final class Routing {
    private final Map<String, IstioConfig> byCluster;

    Routing(Map<String, IstioConfig> byCluster) {
        this.byCluster = Map.copyOf(byCluster);
    }

    /**
     * The share (0 to 1) of each fate of the requests that clients in one cluster send; the shares sum to 1, less what routes
     * send to other services.
     */
    Map<Fate, Double> fates(String clientCluster, ServiceRef service) {
        return fates(clientCluster, service, byCluster.get(clientCluster).sent(service));
    }

    /** The same of the copies that are made of these requests: mirrored once each is a share of 1. */
    Map<Fate, Double> fatesOfMirrored(String clientCluster, ServiceRef service) {
        return fates(clientCluster, service, byCluster.get(clientCluster).mirrored(service));
    }

    /** The share (0 to 1) of the requests of one cluster's clients that goes to each cluster, lost on the way or not. */
    Map<String, Double> shares(String clientCluster, ServiceRef service) {
        Map<String, Double> shares = new LinkedHashMap<>();
        fates(clientCluster, service).forEach((fate, share) -> shares.merge(fate.cluster(), share, Double::sum));
        return shares;
    }

    private Map<Fate, Double> fates(String clientCluster, ServiceRef service, List<Branch> branches) {
        Map<Fate, Double> fates = new LinkedHashMap<>();
        for (Branch branch : branches) {
            Fate fate = branch.subset()
                    .map(subset -> fateIn(clientCluster, subset, service))
                    .orElse(Fate.answeredBy(Topology.SOURCE));
            fates.merge(fate, branch.share(), Double::sum);
        }
        return fates;
    }

    private Fate fateIn(String clientCluster, String subset, ServiceRef service) {
        Map<String, String> labels =
                byCluster.get(clientCluster).subsetsForClients(service).get(subset);
        if (labels == null) {
            return Fate.noSubset();
        }
        return Topology.clusterWith(labels)
                .map(target -> passes(clientCluster, target, subset, service)
                        ? Fate.answeredBy(target)
                        : Fate.resetByGateway(target))
                .orElse(Fate.noEndpoint());
    }

    private boolean passes(String clientCluster, String target, String subset, ServiceRef service) {
        if (clientCluster.equals(target)) {
            return true;
        }
        Map<String, String> atGateway =
                byCluster.get(target).subsetsForGateway(service).get(subset);
        return atGateway != null && Topology.clusterWith(atGateway).equals(Optional.of(target));
    }
}
