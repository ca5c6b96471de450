package dev.gangway.domain.analysis;

import static dev.gangway.domain.analysis.Samples.EKS1;
import static dev.gangway.domain.analysis.Samples.K8S2;
import static dev.gangway.domain.analysis.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.domain.traffic.TrafficSplit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Many proxies, of which a few send most of the requests. Each follows a new weight some time after it stands; requests are
 * tried again; and streams that began before are counted when they end.
 */
class RouteForceByChanceTest {
    private static final long SEED = Long.getLong("gangway.force.seed", 20261125L);
    private static final int SHIFTS = 300;
    private static final int LOOKS = 20;
    private static final int SECONDS = 10;
    private static final int PROPAGATION = 5;

    /** So many of a thousand requests are tried once more, or end a stream that began at the last weight. */
    private static final double RETRIED = 0.02;

    private static final double STREAMS = 0.01;

    private final Random random = new Random(SEED);

    /**
     * None of 300 shifts at 20 looks each: below 1 % of shifts with a confidence of 95 %. By chance alone it is below
     * 20 in 50,000.
     */
    @ParameterizedTest
    @CsvSource({
        "0, 1, 5",
        "1, 5, 200",
        "10, 50, 1",
        "10, 50, 20",
        "10, 50, 300",
        "50, 100, 20",
        "100, 250, 2",
        "250, 500, 20",
        "500, 900, 20",
        "900, 1000, 20",
        "1000, 500, 20",
        "500, 50, 20",
    })
    void shouldFindAllClientsFollowing(int before, int now, double perSecond) {
        int found = 0;
        for (int shift = 0; shift < SHIFTS; shift++) {
            found += looksUntilFound(before, now, perSecond, 0, 0) <= LOOKS ? 1 : 0;
        }

        assertThat(found).as("of %d shifts, seed %d", SHIFTS, SEED).isZero();
    }

    /**
     * Some proxies have routes of their own, all to the one side: in nine of ten shifts found within so many looks of ten
     * seconds.
     */
    @ParameterizedTest
    @CsvSource({
        // weight, requests per second, share of the proxies, which side they use, looks
        "0, 20, 0.10, 1, 3", // a client's namespace uses the destination before the first step
        "50, 20, 0.10, 1, 8",
        "50, 200, 0.10, 1, 1",
        "50, 20, 0.90, 0, 8", // hardly anybody has the new routes
        "500, 20, 0.50, 0, 4",
        "1000, 20, 0.10, 0, 3", // they would fail if the source was switched off now
    })
    void shouldFindProxiesThatDoNotFollow(int weight, double perSecond, double share, double own, int looks) {
        int found = 0;
        for (int shift = 0; shift < SHIFTS; shift++) {
            found += looksUntilFound(weight, weight, perSecond, share, own) <= looks ? 1 : 0;
        }

        assertThat(found).as("of %d shifts, seed %d", SHIFTS, SEED).isGreaterThan(SHIFTS * 9 / 10);
    }

    private int looksUntilFound(int before, int now, double perSecond, double strangers, double own) {
        Proxies proxies = Proxies.random(random, perSecond, strangers);
        TrafficSplit split = Samples.toDestination(now);
        RouteForce force = RouteForce.NONE;
        for (int look = 1; look <= LOOKS; look++) {
            Instant from = START.plusSeconds(PROPAGATION + (look - 1L) * SECONDS);
            ClientCounts counts = proxies.send(random, from, before / 1000.0, now / 1000.0, own);
            force = force.plus(new MetricWindow(from, from.plusSeconds(SECONDS), Map.of(), 0, List.of(counts)), split);
            if (force.difference(split).isPresent()) {
                return look;
            }
        }
        return LOOKS + 1;
    }

    /**
     * One of them.
     *
     * @param rate of its requests, in any unit
     * @param follows when it follows a weight, in seconds since that stands
     */
    private record Proxy(double rate, double follows) {}

    /**
     * The proxies of one cluster's clients.
     *
     * @param perLook how many requests all of them send in a look
     * @param strangers how many of them never follow
     */
    private record Proxies(List<Proxy> all, double perLook, int strangers) {
        private static final int COUNT = 100;

        static Proxies random(Random random, double perSecond, double strangers) {
            List<Proxy> all = Stream.generate(
                            () -> new Proxy(Math.exp(random.nextGaussian()), -2 * Math.log(1 - random.nextDouble())))
                    .limit(COUNT)
                    .toList();
            return new Proxies(all, perSecond * SECONDS, (int) (strangers * COUNT));
        }

        ClientCounts send(Random random, Instant from, double before, double now, double own) {
            double since = from.getEpochSecond() - START.getEpochSecond();
            double rates = all.stream().mapToDouble(Proxy::rate).sum();
            long sent = 0;
            long there = 0;
            for (int i = 0; i < COUNT; i++) {
                Proxy proxy = all.get(i);
                double late = Math.min(1, Math.max(0, (proxy.follows() - since) / SECONDS));
                double old = since < 60 ? STREAMS + (1 - STREAMS) * late : 0;
                long requests = poisson(random, perLook * proxy.rate() / rates);
                requests += Samples.binomial(random, requests, RETRIED);
                sent += requests;
                there += Samples.binomial(random, requests, i < strangers ? own : old * before + (1 - old) * now);
            }
            return new ClientCounts("k8s2", Map.of(K8S2, sent - there, EKS1, there), 0);
        }

        private static long poisson(Random random, double mean) {
            if (mean > 30) {
                return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
            }
            double limit = Math.exp(-mean);
            long count = 0;
            for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
                count++;
            }
            return count;
        }
    }
}
