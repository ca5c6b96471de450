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
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.PoissonSampler;
import org.apache.commons.rng.simple.RandomSource;

/**
 * The requests of all clients and what their proxies count of them. The same seed, routes, regressions and steps give the
 * same counts. Only {@link #advance} may not be called by two threads at once.
 */
final class TrafficModel {
    private static final double BASE_ERROR_RATIO = 0.001;
    /** A request that a proxy turns away itself is over at once; one that a gateway resets takes a moment. */
    private static final int BUCKET_OF_LOST = 2;

    private static final double TOO_RARE = 1e-12;

    private final UniformRandomProvider random;
    private final List<SimulatedService> services;
    private final Map<ServiceRef, Regression> regressions = new ConcurrentHashMap<>();
    private final Map<Double, double[]> latencies = new HashMap<>();
    private final Map<Call, Map<Answer, CallCounters>> calls = new HashMap<>();
    private final Map<String, Counters> counters = new TreeMap<>();

    TrafficModel(long seed, Collection<SimulatedService> services) {
        this.random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
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

    /** What the proxies of the clients in one cluster count. */
    Counters counters(String clientCluster) {
        return counters.get(clientCluster);
    }

    /** The traffic of some time, with as many draws however long it is. */
    void advance(Routing routing, Duration time) {
        double seconds = time.toMillis() / 1000.0;
        for (SimulatedService service : services) {
            for (String client : Topology.MESH) {
                send(service, client, routing, seconds);
            }
        }
    }

    private void send(SimulatedService service, String client, Routing routing, double seconds) {
        double expected = service.requestsPerSecondFrom(client) * seconds;
        double toDestination = routing.shares(client, service.ref()).getOrDefault(Topology.DESTINATION, 0.0);
        Regression regression =
                regressions.getOrDefault(service.ref(), Regression.NONE).at(toDestination);
        routing.fates(client, service.ref()).forEach((fate, share) -> {
            Call call = new Call(service, client, fate);
            if (fate.lostBecause().isPresent()) {
                int[] lost = new int[LatencyModel.EDGES.length];
                lost[BUCKET_OF_LOST] = draw(expected * share);
                count(call, Answer.LOST, lost);
            } else {
                Regression here = fate.cluster().equals(Topology.DESTINATION) ? regression : Regression.NONE;
                double failing = Math.min(1, BASE_ERROR_RATIO + here.errorRatio());
                count(call, Answer.OK, drawBuckets(expected * share * (1 - failing), here.latencyFactor()));
                count(call, Answer.FAILED, drawBuckets(expected * share * failing, here.latencyFactor()));
            }
        });
    }

    private void count(Call call, Answer answer, int[] requestsByBucket) {
        if (Arrays.stream(requestsByBucket).anyMatch(requests -> requests > 0)) {
            calls.computeIfAbsent(call, key -> new EnumMap<>(Answer.class))
                    .computeIfAbsent(answer, key -> CallCounters.of(counters.get(call.client()), call, answer))
                    .add(requestsByBucket);
        }
    }

    private int[] drawBuckets(double expected, double latencyFactor) {
        double[] shares = latencies.computeIfAbsent(latencyFactor, LatencyModel::shares);
        int[] requests = new int[shares.length];
        Arrays.setAll(requests, bucket -> draw(expected * shares[bucket]));
        return requests;
    }

    private int draw(double mean) {
        return mean < TOO_RARE ? 0 : PoissonSampler.of(random, mean).sample();
    }
}
