package dev.gangway.adapter.istio;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.ServiceRef;
import dev.gangway.domain.traffic.TrafficSplit;
import dev.gangway.domain.traffic.Weight;
import io.fabric8.istio.api.api.networking.v1alpha3.Destination;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRoute;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRouteBuilder;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRouteDestination;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRouteDestinationBuilder;
import io.fabric8.istio.api.api.networking.v1alpha3.Subset;
import io.fabric8.istio.api.api.networking.v1alpha3.SubsetBuilder;
import io.fabric8.istio.api.networking.v1.DestinationRule;
import io.fabric8.istio.api.networking.v1.DestinationRuleBuilder;
import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.istio.api.networking.v1.VirtualServiceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The objects of ours as they should stand, and what those that stand mean. Pure: it calls nobody. */
final class IstioObjects {
    private static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    private static final String GANGWAY = "gangway";
    private static final String SHIFT = "gangway.dev/shift";

    private static final ObjectMapper JSON = new ObjectMapper();

    private IstioObjects() {}

    /** The name of our VirtualService and our DestinationRule of a service. */
    static String name(ServiceRef service) {
        return "gangway-" + service.name();
    }

    static boolean isOurs(HasMetadata object) {
        Map<String, String> labels = object.getMetadata().getLabels();
        return labels != null && GANGWAY.equals(labels.get(MANAGED_BY));
    }

    /** The object as JSON; without a specification where that can't be written as such. */
    static ObjectNode tree(HasMetadata object) {
        try {
            return JSON.valueToTree(object);
        } catch (IllegalArgumentException e) {
            ObjectNode tree = JSON.createObjectNode();
            tree.put("apiVersion", object.getApiVersion()).put("kind", object.getKind());
            tree.putObject("metadata")
                    .put("namespace", object.getMetadata().getNamespace())
                    .put("name", object.getMetadata().getName());
            return tree;
        }
    }

    /** The shift that an object of ours belongs to. */
    static Optional<ShiftId> shift(HasMetadata object) {
        Map<String, String> annotations = object.getMetadata().getAnnotations();
        return isOurs(object) && annotations != null && annotations.containsKey(SHIFT)
                ? Optional.of(new ShiftId(object.getMetadata().getNamespace(), annotations.get(SHIFT)))
                : Optional.empty();
    }

    /**
     * A subset for each cluster, named like it. In the service's namespace, so that the east-west gateway sees it; without a
     * trafficPolicy of its own and with the exportTo of the rule that stands already, so that Istio merges the two.
     */
    static DestinationRule subsets(ShiftPlan plan, Map<ClusterName, String> networks, List<String> exportTo) {
        return new DestinationRuleBuilder()
                .withMetadata(metadata(plan))
                .withNewSpec()
                .withHost(plan.service().host())
                .withExportTo(exportTo)
                .withSubsets(Stream.of(plan.source(), plan.destination())
                        .sorted()
                        .map(cluster -> subset(plan, cluster, networks))
                        .toList())
                .endSpec()
                .build();
    }

    /** One route with a destination for each cluster; both stay even at weight 0, as a lone destination takes everything. */
    static VirtualService routes(ShiftPlan plan, TrafficSplit split) {
        boolean wholePercents = split.toDestination().permille() % 10 == 0;
        List<HTTPRouteDestination> destinations = split.shares().entrySet().stream()
                .map(share -> new HTTPRouteDestinationBuilder()
                        .withNewDestination()
                        .withHost(plan.service().host())
                        .withSubset(share.getKey().value())
                        .endDestination()
                        .withWeight(
                                wholePercents
                                        ? share.getValue().permille() / 10
                                        : share.getValue().permille())
                        .build())
                .toList();
        return new VirtualServiceBuilder()
                .withMetadata(metadata(plan))
                .withNewSpec()
                .withHosts(plan.service().host())
                .withHttp(new HTTPRouteBuilder().withRoute(destinations).build())
                .endSpec()
                .build();
    }

    /** The split that all routes of the object show; empty when they differ, or mean something else than a split. */
    static Optional<TrafficSplit> split(VirtualService routes, ShiftPlan plan) {
        List<HTTPRoute> http = routes.getSpec() == null
                ? List.of()
                : requireNonNullElse(routes.getSpec().getHttp(), List.<HTTPRoute>of());
        List<Optional<TrafficSplit>> splits =
                http.stream().map(route -> split(route, plan)).distinct().toList();
        return splits.size() == 1 ? splits.get(0) : Optional.empty();
    }

    private static Optional<TrafficSplit> split(HTTPRoute route, ShiftPlan plan) {
        Map<String, Integer> weights = new TreeMap<>();
        for (HTTPRouteDestination destination : requireNonNullElse(route.getRoute(), List.<HTTPRouteDestination>of())) {
            int weight = requireNonNullElse(destination.getWeight(), 0);
            if (weight < 0 || !isSubset(destination.getDestination(), plan.service())) {
                return Optional.empty();
            }
            weights.merge(destination.getDestination().getSubset(), weight, Integer::sum);
        }
        int sum = weights.values().stream().mapToInt(Integer::intValue).sum();
        int ours = weights.getOrDefault(plan.destination().value(), 0);
        int others = weights.getOrDefault(plan.source().value(), 0);
        return sum > 0 && ours + others == sum && ours * 1000 % sum == 0
                ? Optional.of(plan.split(new Weight(ours * 1000 / sum)))
                : Optional.empty();
    }

    private static boolean isSubset(Destination destination, ServiceRef service) {
        return destination != null && service.host().equals(destination.getHost()) && destination.getSubset() != null;
    }

    private static Subset subset(ShiftPlan plan, ClusterName cluster, Map<ClusterName, String> networks) {
        return new SubsetBuilder()
                .withName(cluster.value())
                .withLabels(
                        switch (plan.subsetLabel()) {
                            case NETWORK -> Map.of("topology.istio.io/network", networks.get(cluster));
                            case CLUSTER -> Map.of("topology.istio.io/cluster", cluster.value());
                        })
                .build();
    }

    private static ObjectMeta metadata(ShiftPlan plan) {
        return new ObjectMetaBuilder()
                .withNamespace(plan.service().namespace())
                .withName(name(plan.service()))
                .withLabels(Map.of(MANAGED_BY, GANGWAY))
                .withAnnotations(Map.of(SHIFT, plan.id().name()))
                .build();
    }
}
