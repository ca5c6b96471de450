package dev.gangway.crash;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gangway.adapter.crd.WrittenShifts;
import dev.gangway.control.ShiftRecord;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.Weight;
import dev.gangway.sim.SimulatedMesh;
import dev.gangway.sim.WriteWitness;
import dev.gangway.simulation.RecordRules;
import dev.gangway.simulation.Violations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sees every version of every TrafficShift, VirtualService and DestinationRule that the API servers of a mesh ever hold, in the order
 * in which they come to stand, and holds each against the invariants at that instant.
 */
final class Witness implements WriteWitness {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SHIFTS = "trafficshifts";
    private static final Pattern WATCHED =
            Pattern.compile(".*/(?<plural>virtualservices|destinationrules|" + SHIFTS + ")(?:/(?<name>[^/?]+))?.*");

    private final Clock clock;
    private final String policy;
    private final Violations violations = new Violations();
    private final RecordRules records = new RecordRules(violations);
    private final Standing standing = new Standing();
    private final Standing originals;
    private final RouteRules routes;
    private final Map<String, Trail> trails = new HashMap<>();
    private final Map<Standing.Key, Instant> changed = new HashMap<>();
    private final Set<String> tidied = new HashSet<>();
    private long versions;

    /** Begins with what stands in the mesh before there is any shift. */
    Witness(SimulatedMesh mesh, Clock clock, String policy) {
        this.clock = clock;
        this.policy = policy;
        for (String cluster : Standing.CLUSTERS) {
            for (String kind : List.of("VirtualService", "DestinationRule")) {
                mesh.client(cluster)
                        .genericKubernetesResources("networking.istio.io/v1", kind)
                        .inNamespace("shop")
                        .list()
                        .getItems()
                        .forEach(object -> standing.put(
                                new Standing.Key(
                                        cluster,
                                        kind.equals("VirtualService") ? Standing.ROUTES : Standing.RULES,
                                        object.getMetadata().getName()),
                                Optional.of(JSON.valueToTree(object))));
            }
        }
        originals = new Standing(standing);
        routes = new RouteRules(violations, standing, originals);
    }

    @Override
    public synchronized void wrote(String cluster, String path, Optional<String> object) {
        Matcher watched = WATCHED.matcher(path);
        if (!watched.matches()) {
            return;
        }
        try {
            watched(cluster, watched, object);
        } catch (RuntimeException e) {
            // Thrown on, it would be the API server's answer.
            violations.require(0, false, "the witness could not follow {} {}: {}", cluster, path, e);
        }
    }

    private void watched(String cluster, Matcher watched, Optional<String> object) {
        Optional<JsonNode> tree = object.map(Witness::tree);
        String name = tree.map(stands -> stands.path("metadata").path("name").asText())
                .orElseGet(() -> watched.group("name"));
        versions++;
        if (watched.group("plural").equals(SHIFTS)) {
            shift(name, object);
        } else {
            route(new Standing.Key(cluster, watched.group("plural"), name), tree);
        }
    }

    private void route(Standing.Key key, Optional<JsonNode> object) {
        String service = key.service().orElse("");
        List<Integer> before = standing.shares(key.cluster(), service);
        standing.put(key, object);
        if (tidied.contains(service)) {
            return;
        }
        if (!standing.shares(key.cluster(), service).equals(before)) {
            changed.put(key, clock.instant());
        }
        routes.changed(key, Optional.ofNullable(trails.get(service)));
    }

    private void shift(String name, Optional<String> object) {
        Trail trail = trails.get(name);
        if (object.isEmpty()) {
            if (trails.remove(name).last().plan().onDelete() == ShiftPlan.OnDelete.RESTORE) {
                routes.isRestored(name);
            }
            return;
        }
        ShiftRecord after = WrittenShifts.read(object.get(), policy);
        if (trail == null) {
            trails.put(name, new Trail(after));
            return;
        }
        ShiftRecord before = trail.last();
        if (!before.state().equals(after.state())) {
            recorded(name, before, after);
        }
        trail.add(after);
    }

    private void recorded(String name, ShiftRecord before, ShiftRecord after) {
        records.recorded(before, after);
        long epoch = before.state().epoch();
        violations.require(
                8,
                after.state().epoch() >= epoch,
                "{} was recorded in epoch {} after {}",
                after.id(),
                after.state().epoch(),
                epoch);
        boolean rises = RecordRules.wanted(after).raises(RecordRules.wanted(before));
        if (rises && !RecordRules.isPromotion(after)) {
            restsOnWhatStandsEverywhere(name, before, after);
        }
        if (after.state().phase().kind() == Phase.Kind.ROLLED_BACK) {
            showsEverywhere(10, name, after, List.of(0));
        }
    }

    /** 3 and 4: every cluster shows the weight before, and has shown it for as long as it must be watched. */
    private void restsOnWhatStandsEverywhere(String name, ShiftRecord before, ShiftRecord after) {
        showsEverywhere(4, name, after, List.of(Trail.permille(before)));
        if (RecordRules.wanted(before).toDestination().equals(Weight.NONE)) {
            return;
        }
        ShiftPlan plan = after.plan();
        Duration least = before.state().phase().kind() == Phase.Kind.BAKING
                ? plan.pacing().bake()
                : plan.pacing().soak();
        changed.forEach((key, at) -> violations.require(
                3,
                !key.service().equals(Optional.of(name))
                        || !after.state().recordedAt().isBefore(at.plus(least)),
                "{} rises at {}, but {} changed at {}",
                after.id(),
                after.state().recordedAt(),
                key,
                at));
    }

    private void showsEverywhere(int invariant, String name, ShiftRecord after, List<Integer> share) {
        for (String cluster : Standing.CLUSTERS) {
            List<Integer> shares = standing.shares(cluster, name);
            violations.require(
                    invariant,
                    shares.equals(share) || (shares.isEmpty() && share.equals(List.of(0))),
                    "{} records {}, but {} shows {} and not {}",
                    after.id(),
                    after.state().phase(),
                    cluster,
                    shares,
                    share);
        }
    }

    /** What a shift wants by its record, as every cluster shows it; empty = some does not, or it stands no more. */
    synchronized Optional<ShiftRecord> agreed(String name) {
        return last(name).filter(record -> Standing.CLUSTERS.stream()
                .allMatch(cluster -> standing.shares(cluster, name).equals(List.of(Trail.permille(record)))));
    }

    /** How a shift stands; empty = it is no more. */
    synchronized Optional<ShiftRecord> last(String name) {
        return Optional.ofNullable(trails.get(name)).map(Trail::last);
    }

    /** The per mille that each cluster's routes give the destination. */
    synchronized List<List<Integer>> shares(String service) {
        return Standing.CLUSTERS.stream()
                .map(cluster -> standing.shares(cluster, service))
                .toList();
    }

    /** What a team has written for a service, as it stood before there was any shift. */
    synchronized Map<Standing.Key, JsonNode> originals(String service) {
        Map<Standing.Key, JsonNode> objects = new HashMap<>();
        originals.of(service).forEach(key -> originals.get(key).ifPresent(object -> objects.put(key, object)));
        return objects;
    }

    /** The names of Gangway's objects for a service that stand. */
    synchronized List<Standing.Key> left(String service) {
        return standing.of(service).stream().filter(Standing.Key::isOwn).toList();
    }

    /** Whether the test itself clears away what a shift has left, which is nobody's doing. */
    synchronized void tidied(String service, boolean byTest) {
        if (byTest) {
            tidied.add(service);
        } else {
            tidied.remove(service);
        }
        changed.keySet().removeIf(key -> key.service().equals(Optional.of(service)));
    }

    /** The first invariant that did not hold. */
    synchronized Optional<String> violation() {
        return violations.first();
    }

    /** How many versions it has seen. */
    synchronized long versions() {
        return versions;
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the mock API server has stored what is not JSON", e);
        }
    }
}
