package dev.gangway.adapter.istio.weave;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.domain.traffic.ServiceRef;
import dev.gangway.domain.traffic.TrafficSplit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Weaves a service's split into the routes of a VirtualService, and takes it out again.
 *
 * <p>Every destination whose host is the service becomes two, one for each cluster, source first: the subset {@code v1}
 * becomes {@code v1-k8s2} and {@code v1-eks1}, no subset {@code k8s2} and {@code eks1}. All else stays: matches, headers,
 * mirrors, other destinations with their shares, and fields that nobody here knows. Where {@link WeavingOptions} ask for it,
 * mirrors to the service are divided as well, or a preview adds mirrors, or routes for a header. What is needed to take the split out again
 * is noted on the object in the annotation {@value WovenNote#ANNOTATION}. An object can hold the splits of several services.
 *
 * <p>Objects that are handed in are never changed. What can't be woven throws {@link
 * dev.gangway.control.UnweavableException}.
 */
public final class VirtualServiceWeaving {
    /** The lists of rules with weighted destinations. */
    static final List<String> PROTOCOLS = List.of("http", "tcp", "tls");

    private VirtualServiceWeaving() {}

    /** Whether a destination of a route is the service, with or without a split. */
    public static boolean concerns(JsonNode virtualService, ServiceRef service) {
        return virtualService instanceof ObjectNode object
                && PROTOCOLS.stream()
                        .flatMap(protocol -> Route.of(object, protocol).stream())
                        .flatMap(route -> route.destinations().stream())
                        .anyMatch(destination -> destination.means(service));
    }

    /** Whether a mirror of a route is the service, with or without a split. */
    static boolean mirrors(JsonNode virtualService, ServiceRef service) {
        return virtualService instanceof ObjectNode object
                && Route.of(object, "http").stream().anyMatch(route -> route.mirrorsTo(service));
    }

    /** The split of the service that was woven in last; empty where none is. */
    public static Optional<TrafficSplit> split(ObjectNode virtualService, ServiceRef service) {
        return Optional.ofNullable(WovenNote.of(virtualService).strands().get(service.toString()))
                .map(Strand::split);
    }

    /** Whether any service's split is in it. */
    static boolean isWoven(ObjectNode virtualService) {
        return !WovenNote.of(virtualService).strands().isEmpty();
    }

    /** The object with the service at this split, whatever it was at; equal to what is given where that is so already. */
    public static ObjectNode weave(ObjectNode virtualService, ServiceRef service, TrafficSplit split) {
        return weave(virtualService, service, split, WeavingOptions.NONE);
    }

    /**
     * The same with options. A preview is for a split at 0 only: an IllegalArgumentException otherwise. It is about http
     * routes, and changes no others.
     */
    public static ObjectNode weave(
            ObjectNode virtualService, ServiceRef service, TrafficSplit split, WeavingOptions options) {
        ObjectNode object = virtualService.deepCopy();
        WovenNote note = unweave(object);
        Map<String, Strand> strands = new TreeMap<>(note.strands());
        strands.put(service.toString(), new Strand(service, split, options));
        weave(object, strands, note);
        return object;
    }

    /** The object without a split of this service; those of others stay. */
    public static ObjectNode restore(ObjectNode virtualService, ServiceRef service) {
        ObjectNode object = virtualService.deepCopy();
        WovenNote note = unweave(object);
        Map<String, Strand> strands = new TreeMap<>(note.strands());
        strands.remove(service.toString());
        weave(object, strands, note);
        return object;
    }

    /** Takes all strands out, and gives the note about them, which stays where it is. */
    private static WovenNote unweave(ObjectNode object) {
        WovenNote note = WovenNote.of(object);
        if (!note.strands().isEmpty()) {
            HeaderRoutes.remove(object, note.strands().values());
            for (String protocol : PROTOCOLS) {
                Unweaving.unweave(
                        Route.of(object, protocol),
                        note.strands().values(),
                        note.originals().get(protocol));
            }
        }
        return note;
    }

    private static void weave(ObjectNode object, Map<String, Strand> strands, WovenNote before) {
        Set<Strand> woven = new LinkedHashSet<>();
        Map<String, List<Original>> originals = new LinkedHashMap<>();
        for (String protocol : PROTOCOLS) {
            List<Original> routes = new ArrayList<>();
            for (Route route : Route.of(object, protocol)) {
                Weaving.weave(route, strands.values(), woven).ifPresent(routes::add);
            }
            if (!routes.isEmpty()) {
                originals.put(protocol, routes);
            }
        }
        HeaderRoutes.add(object, strands.values());
        strands.values().retainAll(woven);
        if (strands.isEmpty()) {
            before.removeFrom(object);
        } else {
            new WovenNote(strands, originals, before.annotations()).writeTo(object);
        }
    }
}
