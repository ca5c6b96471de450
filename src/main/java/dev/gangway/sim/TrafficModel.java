package dev.gangway.sim;

import dev.gangway.domain.traffic.ServiceRef;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The requests of all clients and what their and the servers' proxies count of them. The same seed, routes, regressions and
 * steps give the same counts. Only {@link #advance} may not be called by two threads at once.
 */
final class TrafficModel {
    /** A request that a proxy turns away itself is over at once; one that a gateway resets takes a moment. */
    private static final int BUCKET_OF_LOST = 2;

    private final Draws sent;
    /** Of their own, so that a mirror does not change what happens to the clients' requests. */
    private final Draws mirrored;

    private final List<SimulatedService> services;
    private final Map<ServiceRef, Regression> regressions = new ConcurrentHashMap<>();
    private final Map<Call, Map<Answer, CallCounters>> calls = new HashMap<>();
    private final Map<String, Counters> counters = new TreeMap<>();

    TrafficModel(long seed, Collection<SimulatedService> services) {
        this.sent = new Draws(seed);
        this.mirrored = new Draws(~seed);
        this.services = List.copyOf(services);
        Topology.MESH.forEach(cluster -> counters.put(cluster, new Counters()));
    }

    List<SimulatedService> services() {
        return services;
    }

    /** What is wrong with services at the destination; changes count from the next step on. */
    Map<ServiceRef, Regression> regressions() {
        return regressions;
    }

    /** What the proxies in one cluster count: of its clients what they sent, of its servers what they received. */
    Counters counters(String cluster) {
        return counters.get(cluster);
    }

    /** The traffic of some time, with as many draws however long it is. */
    void advance(Routing routing, Duration time) {
        double seconds = time.toMillis() / 1000.0;
        for (SimulatedService service : services) {
            for (String client : Topology.MESH) {
                send(service, client, routing, service.requestsPerSecondFrom(client) * seconds);
            }
        }
    }

    private void send(SimulatedService service, String client, Routing routing, double expected) {
        Map<Fate, Double> fates = routing.fates(client, service.ref());
        Map<Fate, Double> copies = routing.fatesOfMirrored(client, service.ref());
        Regression regression = regressions
                .getOrDefault(service.ref(), Regression.NONE)
                .at(shareOfDestination(fates) + shareOfDestination(copies));
        fates.forEach((fate, share) -> {
            Call call = new Call(service, client, fate, Reporter.SOURCE);
            if (fate.lostBecause().isPresent()) {
                int[] lost = new int[LatencyModel.EDGES.length];
                lost[BUCKET_OF_LOST] = sent.requests(expected * share);
                count(call, Answer.LOST, lost);
            } else {
                Map<Answer, int[]> served = sent.served(expected * share, at(fate, regression));
                served.forEach((answer, requests) -> count(call, answer, requests));
                received(service, client, fate, served);
            }
        });
        copies.forEach((fate, share) -> {
            // Envoy sends a copy and forgets it: past the filter that counts in the client's proxy, whatever becomes of
            // it.
            if (fate.lostBecause().isEmpty()) {
                received(service, client, fate, mirrored.served(expected * share, at(fate, regression)));
            }
        });
    }

    private static double shareOfDestination(Map<Fate, Double> fates) {
        return fates.entrySet().stream()
                .filter(fate -> fate.getKey().cluster().equals(Topology.DESTINATION))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    private static Regression at(Fate fate, Regression regression) {
        return fate.cluster().equals(Topology.DESTINATION) ? regression : Regression.NONE;
    }

    private void received(SimulatedService service, String client, Fate fate, Map<Answer, int[]> served) {
        Call call = new Call(service, client, fate, Reporter.DESTINATION);
        served.forEach((answer, requests) -> count(call, answer, requests));
    }

    private void count(Call call, Answer answer, int[] requestsByBucket) {
        if (Arrays.stream(requestsByBucket).anyMatch(requests -> requests > 0)) {
            calls.computeIfAbsent(call, key -> new EnumMap<>(Answer.class))
                    .computeIfAbsent(answer, key -> CallCounters.of(counters.get(call.countedIn()), call, answer))
                    .add(requestsByBucket);
        }
    }
}
