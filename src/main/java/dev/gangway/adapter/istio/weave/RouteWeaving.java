package dev.gangway.adapter.istio.weave;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.ServiceRef;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Weaves the split into VirtualServices, where the subsets that they would name are defined. */
record RouteWeaving(ServiceRef service, DestinationRuleWeaving how, DefinedSubsets defined, boolean ruleStands) {

    /** Somebody else's routes at the split. */
    Change woven(ObjectNode object) {
        // Before Gangway's rule stands, subsets of these names are somebody else's.
        ObjectNode noted = ruleStands
                ? LostNote.writtenAnew(object, new Strand(service, how.split(), WeavingOptions.NONE))
                        .orElse(object)
                : object;
        ObjectNode woven = VirtualServiceWeaving.weave(noted, service, how.split(), how.options());
        requireDefined(object, woven);
        return Change.of(object, woven);
    }

    /** Routes of Gangway's own at the split, in place of those that stand. */
    Change own(Optional<ObjectNode> standing) {
        ObjectNode made = OwnObjects.routes(how.shift(), how.strand(), how.protocols());
        requireDefined(standing.orElse(made.objectNode()), made);
        return standing.map(object -> Change.of(object, OwnObjects.onto(object, made)))
                .orElseGet(() -> Change.added(made));
    }

    /** The destinations of an object's routes, mirrors among them, that are a service. */
    static Stream<RouteDestination> named(ObjectNode object, ServiceRef service) {
        Stream<RouteDestination> mirrored = Route.of(object, "http").stream()
                .flatMap(route -> route.mirrors().stream())
                .map(Mirror::destination)
                .filter(destination -> destination.means(service));
        return Stream.concat(destinations(object, service), mirrored);
    }

    static Stream<RouteDestination> destinations(ObjectNode object, ServiceRef service) {
        return VirtualServiceWeaving.PROTOCOLS.stream()
                .flatMap(protocol -> Route.of(object, protocol).stream())
                .flatMap(route -> route.destinations().stream())
                .filter(destination -> destination.means(service));
    }

    /** A subset that is not defined fails every request that is sent to it; one that is named already is no worse than before. */
    private void requireDefined(ObjectNode before, ObjectNode after) {
        Set<String> named = named(before, service).map(RouteDestination::subset).collect(Collectors.toSet());
        if (named(after, service)
                .allMatch(destination -> named.contains(destination.subset())
                        || problem(destination).isEmpty())) {
            return;
        }
        // Told by the subset as somebody has written it, where they find it.
        SubsetNames names = SubsetNames.of(how.split());
        named(VirtualServiceWeaving.restore(after, service), service).forEach(destination -> {
            String base =
                    names.read(destination.subset()).map(SubsetNames.Part::base).orElse(destination.subset());
            for (ClusterName cluster : names.clusters()) {
                if (!named.contains(names.of(base, cluster))) {
                    defined.problem(base, names, cluster).ifPresent(problem -> {
                        throw destination.refuseSubset(problem);
                    });
                }
            }
        });
    }

    private Optional<String> problem(RouteDestination destination) {
        SubsetNames names = SubsetNames.of(how.split());
        return names.read(destination.subset()).flatMap(part -> defined.problem(part.base(), names, part.cluster()));
    }
}
