package dev.gangway.adapter.istio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.adapter.istio.weave.DefinedSubsets;
import dev.gangway.adapter.istio.weave.DestinationRuleWeaving;
import dev.gangway.adapter.istio.weave.Outlook;
import dev.gangway.adapter.istio.weave.RouteProtocol;
import dev.gangway.adapter.istio.weave.ServiceRoutes;
import dev.gangway.adapter.istio.weave.WeavingOptions;
import dev.gangway.control.UnweavableException;
import dev.gangway.domain.shift.RouteTarget;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.ClusterName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What must be known of the mesh to tell what one cluster's objects are to become.
 *
 * @param cluster which
 * @param plan of the shift
 * @param networks of the clusters that are known
 * @param protocols of the service's ports in the cluster
 * @param subsets of Gangway's rule as they stand in the shift's clusters; without a cluster that is not known
 */
record Situation(
        ClusterName cluster,
        ShiftPlan plan,
        Map<ClusterName, String> networks,
        Set<RouteProtocol> protocols,
        Map<ClusterName, Set<String>> subsets) {

    Situation {
        networks = Map.copyOf(networks);
        protocols = Set.copyOf(protocols);
        subsets = Map.copyOf(subsets);
    }

    /** The same, where other subsets stand. */
    Situation withSubsets(Map<ClusterName, Set<String>> others) {
        return new Situation(cluster, plan, networks, protocols, others);
    }

    /** What becomes of the cluster's objects at a stage. Pure: it calls nobody. */
    Outlook at(RouteTarget target, List<ObjectNode> objects) {
        ServiceRoutes standing = new ServiceRoutes(plan.service(), objects);
        boolean isDestination = cluster.equals(plan.destination());
        return switch (target.stage()) {
            case DESTINATION_SUBSETS -> isDestination ? subsets(standing, target) : Outlook.NOTHING;
            case SUBSETS -> subsets(standing, target);
            case ROUTES -> routes(standing, target);
            case ROUTES_REMOVED -> standing.restoredRoutes();
            case CLIENT_SUBSETS_REMOVED ->
                isDestination
                        ? standing.restoredRoutes()
                        : standing.restoredRoutes().then(standing.removedSubsets());
            case REMOVED -> standing.restoredRoutes().then(standing.removedSubsets());
        };
    }

    /** Whether the subsets can be made: their networks are known. */
    boolean knowsNetworks() {
        return networks.keySet().containsAll(List.of(plan.source(), plan.destination()));
    }

    /** Where the networks are not known, those that stand stay: nobody who has left may keep the weights from going back. */
    private Outlook subsets(ServiceRoutes standing, RouteTarget target) {
        if (knowsNetworks()) {
            return standing.subsets(weaving(target));
        }
        return standing.ownSubsets().isPresent()
                ? Outlook.NOTHING
                : new Outlook(
                        List.of(),
                        List.of(new UnweavableException(
                                "DestinationRule %s/%s"
                                        .formatted(plan.service().namespace(), ServiceRoutes.ownName(plan.service())),
                                "spec.subsets",
                                "nothing",
                                "can't be told, as the network of one of the two clusters is not known")));
    }

    private Outlook routes(ServiceRoutes standing, RouteTarget target) {
        Outlook rule = subsets(standing, target);
        Set<String> here = rule.problems().isEmpty()
                ? rule.changes().stream()
                        .flatMap(change -> change.after().stream())
                        .findFirst()
                        .map(DefinedSubsets::names)
                        .or(standing::ownSubsets)
                        .orElse(Set.of())
                : standing.ownSubsets().orElse(Set.of());
        Map<ClusterName, Set<String>> everywhere = new HashMap<>(subsets);
        everywhere.computeIfPresent(cluster, (name, before) -> here);
        Outlook routes = standing.routes(weaving(target), new DefinedSubsets(plan.service(), here, everywhere));
        // What routes lack for want of the rule says nothing more.
        return rule.problems().isEmpty() ? rule.then(routes) : rule.then(new Outlook(routes.changes(), List.of()));
    }

    private DestinationRuleWeaving weaving(RouteTarget target) {
        return new DestinationRuleWeaving(
                plan.id(),
                plan.service(),
                target.split(),
                networks,
                plan.subsetLabel(),
                protocols,
                new WeavingOptions(target.preview(), plan.mirrors()));
    }
}
