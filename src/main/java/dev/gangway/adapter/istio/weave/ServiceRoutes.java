package dev.gangway.adapter.istio.weave;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.control.UnweavableException;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.ServiceRef;
import dev.gangway.domain.traffic.TrafficSplit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The objects of one cluster that concern a service: those that route to it or are for its host. Others that are handed in
 * are left out.
 */
public final class ServiceRoutes {
    /** The annotation for the epoch of the leader that decided what an object shows. */
    public static final String EPOCH = WovenNote.EPOCH;

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
     * The services that an object is for or routes to, as {@code namespace/name}: those that it concerns are among them, and
     * hosts that only look like one.
     */
    public static Set<String> services(ObjectNode object) {
        String namespace = namespace(object);
        JsonNode spec = object.path("spec");
        Stream<String> named = Stream.concat(
                Stream.of(spec.path("host").asText("")),
                StreamSupport.stream(spec.path("hosts").spliterator(), false).map(host -> host.asText("")));
        Stream<String> routed = VirtualServiceWeaving.PROTOCOLS.stream()
                .flatMap(protocol -> Route.of(object, protocol).stream())
                .flatMap(route -> Stream.concat(
                        route.destinations().stream().map(RouteDestination::host), route.mirroredHosts()));
        return Stream.concat(named, routed)
                .flatMap(host -> HostNames.service(host, namespace).stream())
                .collect(Collectors.toSet());
    }

    /**
     * The objects as they would stand at the split, those that stay among them: first the subsets, then the routes that name
     * them. Where no VirtualService is for the service's host on the mesh, one is added. The objects are taken to stand in
     * both clusters. Throws {@link dev.gangway.control.UnweavableException}.
     */
    public List<Change> weave(DestinationRuleWeaving how) {
        Outlook subsets = subsets(how);
        Set<String> names =
                subsets.orThrow().get(0).after().map(DefinedSubsets::names).orElseThrow();
        Map<ClusterName, Set<String>> everywhere =
                Map.of(how.split().source(), names, how.split().destination(), names);
        List<Change> changes = new ArrayList<>();
        others(rules).forEach(rule -> changes.add(Change.kept(rule)));
        changes.addAll(subsets.then(routes(how, new DefinedSubsets(service, names, everywhere)))
                .orThrow());
        return changes;
    }

    /** Gangway's rule, with what it has already: a subset that some route may still name goes last, when all are restored. */
    public Outlook subsets(DestinationRuleWeaving how) {
        return Outlook.of(() -> {
            requireFreeName();
            ObjectNode rule =
                    how.subsets(others(rules).filter(this::isBesideTheService).toList());
            return own(rules)
                    .map(standing -> Change.of(standing, OwnObjects.onto(standing, how.keepingSubsets(rule, standing))))
                    .orElseGet(() -> Change.added(rule));
        });
    }

    /** The routes at the split, each that can be; a subset is named only where it is defined, or named by the object already. */
    public Outlook routes(DestinationRuleWeaving how, DefinedSubsets defined) {
        RouteWeaving weaving =
                new RouteWeaving(service, how, defined, own(rules).isPresent());
        Outlook adopted = Outlook.all(others(routes).map(object -> Outlook.of(() -> weaving.woven(object))))
                .then(Outlook.all(mirroring.stream().map(object -> Outlook.of(() -> weaving.woven(object))))
                        .only(ServiceRoutes::isDivided));
        Optional<ObjectNode> own = own(routes);
        boolean governed = others(routes).anyMatch(this::governs);
        if (governed && adopted.problems().isEmpty()) {
            return adopted.then(Outlook.all(own.stream().map(object -> Outlook.of(() -> Change.deleted(object)))));
        }
        // Beside routes of others that can't be woven, none are added: Istio would use only one of the two.
        return governed && own.isEmpty() ? adopted : adopted.then(Outlook.of(() -> weaving.own(own)));
    }

    /** The routes without the service's split. */
    public Outlook restoredRoutes() {
        return Outlook.all(routes.stream().map(this::restored))
                .then(Outlook.all(mirroring.stream().map(this::restored)).only(ServiceRoutes::isDivided));
    }

    private Outlook restored(ObjectNode object) {
        return Outlook.of(() -> isOwn(object)
                ? Change.deleted(object)
                : Change.of(object, VirtualServiceWeaving.restore(object, service)));
    }

    /** No rule of Gangway's; it stays while a route that is restored names one of its subsets. */
    public Outlook removedSubsets() {
        return Outlook.all(own(rules).stream()
                .map(rule -> Outlook.of(() -> {
                    Set<String> names = DefinedSubsets.names(rule);
                    Stream.concat(others(routes), mirroring.stream())
                            .map(object -> VirtualServiceWeaving.restore(object, service))
                            .flatMap(object -> RouteWeaving.named(object, service))
                            .filter(destination -> names.contains(destination.subset()))
                            .findFirst()
                            .ifPresent(destination -> {
                                throw destination.refuseSubset(
                                        "is a subset of Gangway's, which can't go while a route names it;"
                                                + " put back the subset that was there before, or none");
                            });
                    return Change.deleted(rule);
                })));
    }

    /** The objects as they would stand without any split of the service. */
    public List<Change> restore() {
        List<Change> changes = new ArrayList<>();
        rules.forEach(rule -> changes.add(isOwn(rule) ? Change.deleted(rule) : Change.kept(rule)));
        changes.addAll(restoredRoutes().orThrow());
        return changes;
    }

    /** The split that all routes of the service show; empty where they differ, or one of them shows none. */
    public Optional<TrafficSplit> split(ClusterName source, ClusterName destination) {
        try {
            return StandingSplit.of(routes, service, source, destination);
        } catch (UnweavableException noWeight) {
            return Optional.empty();
        }
    }

    /** Whether some routes of the service are divided already, by whichever shift. */
    public boolean isDivided() {
        return routes.stream().anyMatch(object -> isOwn(object) || WovenNote.isOn(object, service));
    }

    /** Whether an object was added by Gangway, or holds a split of any service. Such objects have annotations. */
    public static boolean isGangways(ObjectNode object) {
        boolean isOwn = OwnObjects.isOurs(object)
                && object.path("metadata").path("annotations").isObject();
        return isOwn || VirtualServiceWeaving.isWoven(object);
    }

    /** The name of the objects that Gangway adds for a service. */
    public static String ownName(ServiceRef service) {
        return OwnObjects.name(service);
    }

    /** Whether a change of routes names no subset of the service that they do not name already. */
    public static boolean isReweighing(Change change, ServiceRef service) {
        return isKind(change.object(), "VirtualService")
                && change.before().isPresent()
                && change.after().isPresent()
                && subsets(change.before().get(), service)
                        .containsAll(subsets(change.after().get(), service));
    }

    private static Set<String> subsets(ObjectNode object, ServiceRef service) {
        return RouteWeaving.named(object, service).map(RouteDestination::subset).collect(Collectors.toSet());
    }

    /** The subsets of Gangway's rule; empty without one. */
    public Optional<Set<String>> ownSubsets() {
        return own(rules).map(DefinedSubsets::names);
    }

    /** What is mirrored to the service only concerns it where that is divided, or was. */
    private static boolean isDivided(Change change) {
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
                .filter(this::hasOwnName)
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

    private Stream<ObjectNode> others(List<ObjectNode> objects) {
        return objects.stream().filter(object -> !isOwn(object));
    }

    private Optional<ObjectNode> own(List<ObjectNode> objects) {
        return objects.stream().filter(this::isOwn).findFirst();
    }

    /** By its name as well: a copy that somebody has made, as of a whole namespace, has our label, too. */
    private boolean isOwn(ObjectNode object) {
        return OwnObjects.isOurs(object) && hasOwnName(object) && isBesideTheService(object);
    }

    private boolean hasOwnName(ObjectNode object) {
        return OwnObjects.name(service)
                .equals(object.path("metadata").path("name").asText(""));
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
