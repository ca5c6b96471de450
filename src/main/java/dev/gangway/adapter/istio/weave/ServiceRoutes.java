package dev.gangway.adapter.istio.weave;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.domain.traffic.ServiceRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The objects of one cluster that concern a service: those that route to it or are for its host. Others that are handed in
 * are left out.
 */
public final class ServiceRoutes {
    private static final String GROUP = "networking.istio.io/";
    private static final Set<String> VERSIONS = Set.of(GROUP + "v1", GROUP + "v1beta1", GROUP + "v1alpha3");

    private final ServiceRef service;
    private final List<ObjectNode> routes;
    private final List<ObjectNode> mirroring;
    private final List<ObjectNode> rules;

    /** Picks the objects that concern the service, in their order. */
    public ServiceRoutes(ServiceRef service, List<ObjectNode> objects) {
        this.service = service;
        routes = objects.stream()
                .filter(object -> isKind(object, "VirtualService"))
                .filter(object -> names(object) || VirtualServiceWeaving.concerns(object, service))
                .toList();
        mirroring = objects.stream()
                .filter(object -> isKind(object, "VirtualService") && !routes.contains(object))
                .filter(object -> VirtualServiceWeaving.mirrors(object, service))
                .toList();
        rules = objects.stream()
                .filter(object -> isKind(object, "DestinationRule"))
                .filter(object -> means(object.path("spec").path("host"), object))
                .toList();
    }

    /** Whether an object is one that can hold routes or subsets. */
    public static boolean isIstio(JsonNode object) {
        return isKind(object, "VirtualService") || isKind(object, "DestinationRule");
    }

    /**
     * The objects as they would stand at the split: first the subsets, then the routes that name them. Where no VirtualService
     * is for the service's host on the mesh, one is added. Throws {@link dev.gangway.control.UnweavableException}.
     */
    public List<Change> weave(DestinationRuleWeaving how) {
        requireFreeName();
        List<Change> changes = new ArrayList<>();
        List<ObjectNode> others =
                rules.stream().filter(rule -> !OwnObjects.isOurs(rule)).toList();
        others.forEach(rule -> changes.add(Change.kept(rule)));
        ObjectNode subsets =
                how.subsets(others.stream().filter(this::isBesideTheService).toList());
        changes.add(new Change(own(rules), Optional.of(subsets)));
        Set<String> defined = new HashSet<>();
        subsets.path("spec")
                .path("subsets")
                .forEach(subset -> defined.add(subset.path("name").asText()));
        for (ObjectNode object : routes) {
            if (!OwnObjects.isOurs(object)) {
                changes.add(woven(object, how, defined));
            }
        }
        mirroring.stream()
                .map(object -> woven(object, how, defined))
                .filter(ServiceRoutes::isChange)
                .forEach(changes::add);
        if (routes.stream().noneMatch(object -> !OwnObjects.isOurs(object) && governs(object))) {
            changes.add(new Change(own(routes), Optional.of(OwnObjects.routes(how.shift(), how.strand()))));
        } else {
            own(routes).ifPresent(object -> changes.add(Change.deleted(object)));
        }
        return changes;
    }

    /** The objects as they would stand without any split of the service. */
    public List<Change> restore() {
        return Stream.concat(
                        Stream.concat(rules.stream(), routes.stream()).map(this::restored),
                        mirroring.stream().map(this::restored).filter(ServiceRoutes::isChange))
                .toList();
    }

    private Change woven(ObjectNode object, DestinationRuleWeaving how, Set<String> defined) {
        ObjectNode woven = VirtualServiceWeaving.weave(object, service, how.split(), how.options());
        requireDefined(object, woven, how, defined);
        return Change.of(object, woven);
    }

    private Change restored(ObjectNode object) {
        if (OwnObjects.isOurs(object)) {
            return Change.deleted(object);
        }
        return isKind(object, "VirtualService")
                ? Change.of(object, VirtualServiceWeaving.restore(object, service))
                : Change.kept(object);
    }

    /** What is mirrored to the service only concerns it where that is divided, or was. */
    private static boolean isChange(Change change) {
        return !change.before().equals(change.after())
                || VirtualServiceWeaving.isWoven(change.after().orElseThrow());
    }

    List<ObjectNode> routes() {
        return routes;
    }

    List<ObjectNode> rules() {
        return rules;
    }

    /** Whether the rule can be joined with ours, and is seen by gateways, which look in the service's namespace. */
    boolean isBesideTheService(ObjectNode rule) {
        String namespace = namespace(rule);
        return namespace.isEmpty() || namespace.equals(service.namespace());
    }

    /**
     * Whether sidecars everywhere route by it: it is for the host and the mesh, which it is where it names no gateways, and
     * for all namespaces.
     */
    boolean governs(ObjectNode virtualService) {
        Reach reach = Reach.of(virtualService);
        return names(virtualService) && reach.isForTheMesh() && reach.isForAllNamespaces();
    }

    /** An object of somebody else's is never overwritten. */
    private void requireFreeName() {
        Stream.concat(rules.stream(), routes.stream())
                .filter(object -> !OwnObjects.isOurs(object) && isBesideTheService(object))
                .filter(object ->
                        object.path("metadata").path("name").asText("").equals(OwnObjects.name(service)))
                .findFirst()
                .ifPresent(object -> {
                    throw Place.of(object)
                            .at("metadata")
                            .at("name")
                            .refuse(
                                    object.path("metadata").path("name"),
                                    "is the name of an object that Gangway adds, and this one is not Gangway's; rename it");
                });
    }

    /** A subset that no rule defines fails every request that is sent to it. */
    private void requireDefined(ObjectNode object, ObjectNode woven, DestinationRuleWeaving how, Set<String> defined) {
        SubsetNames names = SubsetNames.of(how.split());
        Stream<RouteDestination> mirrored =
                mirrors(woven).filter(mirror -> names.read(mirror.subset()).isPresent());
        if (Stream.concat(destinations(woven), mirrored)
                .allMatch(destination -> defined.contains(destination.subset()))) {
            return;
        }
        // Told by the subset as somebody has written it, where they find it.
        ObjectNode bare = VirtualServiceWeaving.restore(object, service);
        throw Stream.concat(destinations(bare), mirrors(bare))
                .filter(destination -> !defined.contains(names.of(destination.subset(), names.source())))
                .findFirst()
                .orElseThrow()
                .refuseSubset("is a subset that no DestinationRule for %s in namespace %s has; give that rule too"
                        .formatted(service.host(), service.namespace()));
    }

    /** Those that are the service. */
    private Stream<RouteDestination> destinations(ObjectNode object) {
        return VirtualServiceWeaving.PROTOCOLS.stream()
                .flatMap(protocol -> Route.of(object, protocol).stream())
                .flatMap(route -> route.destinations().stream())
                .filter(destination -> destination.means(service));
    }

    private Stream<RouteDestination> mirrors(ObjectNode object) {
        return Route.of(object, "http").stream()
                .flatMap(route -> route.mirrors().stream())
                .map(Mirror::destination)
                .filter(destination -> destination.means(service));
    }

    private Optional<ObjectNode> own(List<ObjectNode> objects) {
        return objects.stream().filter(OwnObjects::isOurs).findFirst();
    }

    /** Whether one of its hosts is the service, other than by a wildcard. */
    boolean names(ObjectNode virtualService) {
        for (JsonNode host : virtualService.path("spec").path("hosts")) {
            if (means(host, virtualService)) {
                return true;
            }
        }
        return false;
    }

    private boolean means(JsonNode host, ObjectNode object) {
        return HostNames.mean(host.asText(""), namespace(object), service);
    }

    static String namespace(ObjectNode object) {
        return object.path("metadata").path("namespace").asText("");
    }

    private static boolean isKind(JsonNode object, String kind) {
        return kind.equals(object.path("kind").asText(""))
                && VERSIONS.contains(object.path("apiVersion").asText(""));
    }
}
