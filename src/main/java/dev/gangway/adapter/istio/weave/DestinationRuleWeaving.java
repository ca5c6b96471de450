package dev.gangway.adapter.istio.weave;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan.SubsetLabel;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.ServiceRef;
import dev.gangway.domain.traffic.TrafficSplit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes the DestinationRule with the subsets that a woven route names: one for each cluster, and each subset that stands for
 * the host crossed with the clusters, with its labels, its own trafficPolicy and whatever else it has.
 *
 * <p>It is an object of Gangway's own. Istio joins DestinationRules of one namespace and host where their exportTo agrees: the
 * subsets of all, and the trafficPolicy of the first that has one. So ours stands in the service's namespace, has the exportTo
 * of what stands, no trafficPolicy, and no name that is taken.
 *
 * @param shift named on the object
 * @param service whose host it is for
 * @param split its clusters; the weight does not matter
 * @param networks of the two clusters; needed where the label is the network
 * @param label what tells the pods of the clusters apart
 * @param protocols of the service's ports: what routes it needs where nobody has any; at least one
 * @param options what is woven into routes beside the weights; does not matter to the rule
 */
public record DestinationRuleWeaving(
        ShiftId shift,
        ServiceRef service,
        TrafficSplit split,
        Map<ClusterName, String> networks,
        SubsetLabel label,
        Set<RouteProtocol> protocols,
        WeavingOptions options) {
    private static final String SPEC = "spec";
    private static final String SUBSETS = "subsets";
    private static final String NAME = "name";
    private static final String LABELS = "labels";
    private static final String EXPORT_TO = "exportTo";

    /** Of a service that speaks HTTP only, with the weights alone. */
    public DestinationRuleWeaving(
            ShiftId shift,
            ServiceRef service,
            TrafficSplit split,
            Map<ClusterName, String> networks,
            SubsetLabel label) {
        this(shift, service, split, networks, label, Set.of(RouteProtocol.HTTP), WeavingOptions.NONE);
    }

    /** Copies the networks and the protocols; throws IllegalArgumentException where there is no protocol. */
    public DestinationRuleWeaving {
        requireNonNull(shift, "shift");
        requireNonNull(service, "service");
        requireNonNull(split, "split");
        requireNonNull(label, "label");
        requireNonNull(options, "options");
        networks = Map.copyOf(networks);
        protocols = Set.copyOf(protocols);
        if (protocols.isEmpty()) {
            throw new IllegalArgumentException("routes of no protocol: name one of http, tls, tcp");
        }
    }

    /** The same with other options. */
    public DestinationRuleWeaving with(WeavingOptions others) {
        return new DestinationRuleWeaving(shift, service, split, networks, label, protocols, others);
    }

    Strand strand() {
        return new Strand(service, split, options);
    }

    /**
     * The rule with our subsets; throws {@link dev.gangway.control.UnweavableException} where Istio would not join it with what
     * stands, or where a subset can't be crossed.
     *
     * @param standing the rules of others for exactly this host in the service's namespace
     */
    public ObjectNode subsets(List<ObjectNode> standing) {
        ObjectNode rule = OwnObjects.empty("DestinationRule", service, shift);
        ObjectNode spec = (ObjectNode) rule.get(SPEC);
        spec.put("host", service.host());
        for (ObjectNode other : standing) {
            RuleCheck.of(other).requireJoinable(standing.get(0));
        }
        if (!standing.isEmpty() && !standing.get(0).path(SPEC).path(EXPORT_TO).isEmpty()) {
            spec.set(EXPORT_TO, standing.get(0).get(SPEC).get(EXPORT_TO).deepCopy());
        }
        ArrayNode subsets = spec.putArray(SUBSETS);
        for (ClusterName cluster : sorted()) {
            ObjectNode subset = subsets.addObject().put(NAME, cluster.value());
            subset.putObject(LABELS).put(key(), value(cluster));
        }
        standingSubsets(standing).forEach((place, subset) -> cross(place, subset, subsets));
        return rule;
    }

    /** The rule with those of our subsets that stand and that it lacks. */
    ObjectNode keepingSubsets(ObjectNode rule, ObjectNode standing) {
        SubsetNames ours = SubsetNames.of(split);
        Set<String> names = DefinedSubsets.names(rule);
        ArrayNode subsets = (ArrayNode) rule.get(SPEC).get(SUBSETS);
        standing.path(SPEC).path(SUBSETS).forEach(subset -> {
            String name = subset.path(NAME).asText("");
            if (ours.read(name).isPresent() && names.add(name)) {
                subsets.add(subset.deepCopy());
            }
        });
        return rule;
    }

    /** Each subset once: where two rules have the same, Istio takes one of them. */
    private Map<Place, ObjectNode> standingSubsets(List<ObjectNode> standing) {
        Map<Place, ObjectNode> found = new LinkedHashMap<>();
        Map<String, JsonNode> byName = new LinkedHashMap<>();
        for (ObjectNode rule : standing) {
            JsonNode subsets = rule.path(SPEC).path(SUBSETS);
            for (int index = 0; index < subsets.size(); index++) {
                Place place = Place.of(rule).at(SPEC).at(SUBSETS).at(index);
                if (!(subsets.path(index) instanceof ObjectNode subset)) {
                    throw place.refuse(subsets.path(index), "is no subset; remove it");
                }
                String name = subset.path(NAME).asText("");
                JsonNode other = byName.putIfAbsent(name, subset);
                if (other == null) {
                    found.put(place, subset);
                } else if (!other.equals(subset)) {
                    throw place.at(NAME)
                            .refuse(
                                    subset.path(NAME),
                                    "stands twice for this host, and Istio takes the older one; remove the other");
                }
            }
        }
        return found;
    }

    private void cross(Place place, ObjectNode subset, ArrayNode subsets) {
        String name = subset.path(NAME).asText("");
        if (name.isEmpty()) {
            throw place.at(NAME).refuse(subset.path(NAME), "is no name; give the subset one");
        }
        SubsetNames.of(split).problem(name).ifPresent(problem -> {
            throw place.at(NAME).refuse(subset.path(NAME), problem);
        });
        JsonNode standing = subset.path(LABELS).path(key());
        for (ClusterName cluster : sorted()) {
            // A subset that is bound to one of the clusters already can't have a part in the other.
            if (!standing.isMissingNode() && !standing.asText("").equals(value(cluster))) {
                throw place.at(LABELS)
                        .at(key())
                        .refuse(
                                standing,
                                "binds the subset to one cluster, so that it can't be shifted; remove the label,"
                                        + " or the subset where no route needs it");
            }
            ObjectNode part = subset.deepCopy();
            part.put(NAME, SubsetNames.of(split).of(name, cluster));
            ObjectNode labels = part.get(LABELS) instanceof ObjectNode some ? some : part.putObject(LABELS);
            labels.put(key(), value(cluster));
            subsets.add(part);
        }
    }

    private List<ClusterName> sorted() {
        return Stream.of(split.source(), split.destination()).sorted().toList();
    }

    private String key() {
        return switch (label) {
            case NETWORK -> "topology.istio.io/network";
            case CLUSTER -> "topology.istio.io/cluster";
        };
    }

    private String value(ClusterName cluster) {
        return switch (label) {
            case NETWORK -> requireNonNull(networks.get(cluster), () -> "network of " + cluster);
            case CLUSTER -> cluster.value();
        };
    }
}
