package dev.gangway.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * What the clients of one cluster send to each service in a window, as the rows that Prometheus would answer: shared by the weights
 * that stand in their cluster, and answered as usual but where a service is told to be bad at the destination. Counts are drawn
 * anew for each window; their rows are as many as Istio's labels and buckets make them.
 */
final class TrafficRows {
    private static final double USUAL_FAILURES = 0.001;
    private static final String[] EDGES = {
        "0.5", "1", "5", "10", "25", "50", "100", "250", "500", "1000", "2500", "5000", "10000", "30000", "60000",
        "300000", "600000", "1800000", "3600000", "+Inf"
    };
    /** The share of requests that took at most so long. */
    private static final double[] UP_TO = {
        0, 0, 0.02, 0.08, 0.36, 0.64, 0.93, 0.998, 0.9997, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1
    };

    private static final List<byte[]> LE = IntStream.range(0, EDGES.length)
            .mapToObj(edge -> ("\",\"le\":\"" + EDGES[edge] + "\"},\"value\":[").getBytes(US_ASCII))
            .toList();

    private final LeanRoutes routes;
    private final double perSecond;
    private final Map<String, Double> failing = new ConcurrentHashMap<>();

    /** {@code perSecond} requests to each service from the clients of this cluster. */
    TrafficRows(LeanRoutes routes, double perSecond) {
        this.routes = routes;
        this.perSecond = perSecond;
    }

    double perSecond() {
        return perSecond;
    }

    /** From now on such a share of the requests to the service's destination fails, in whatever window is asked for. */
    void fail(String host, double share) {
        failing.put(host, share);
    }

    /** Rows of counts by response. */
    void counts(String host, long windowMillis, String time, Bytes out) {
        double share = routes.share(host);
        double all = perSecond * windowMillis / 1000;
        side(host, LeanRoutes.SOURCE, draw(all * (1 - share)), USUAL_FAILURES, time, out);
        if (share > 0) {
            side(
                    host,
                    LeanRoutes.DESTINATION,
                    draw(all * share),
                    failing.getOrDefault(host, USUAL_FAILURES),
                    time,
                    out);
        }
    }

    private static void side(String host, String cluster, long requests, double failures, String time, Bytes out) {
        long failed = Math.min(requests, draw(requests * failures));
        row(host, cluster, "200", requests - failed, time, out);
        row(host, cluster, "503", failed, time, out);
    }

    private static void row(String host, String cluster, String code, long count, String time, Bytes out) {
        out.add("{\"metric\":{\"destination_cluster\":\"")
                .add(cluster)
                .add("\",\"destination_service\":\"")
                .add(host)
                .add("\",\"request_protocol\":\"http\",\"response_code\":\"")
                .add(code)
                .add("\",\"response_flags\":\"-\"},\"value\":[")
                .add(time)
                .add(",\"")
                .add(Long.toString(count))
                .add("\"]},");
    }

    /** Rows of durations by cumulative bucket. */
    void durations(String host, long windowMillis, String time, Bytes out) {
        double share = routes.share(host);
        double all = perSecond * windowMillis / 1000;
        buckets(host, LeanRoutes.SOURCE, draw(all * (1 - share)), time, out);
        if (share > 0) {
            buckets(host, LeanRoutes.DESTINATION, draw(all * share), time, out);
        }
    }

    private static void buckets(String host, String cluster, long requests, String time, Bytes out) {
        byte[] head = ("{\"metric\":{\"destination_cluster\":\"" + cluster + "\",\"destination_service\":\"" + host)
                .getBytes(US_ASCII);
        byte[] at = (time + ",\"").getBytes(US_ASCII);
        for (int edge = 0; edge < EDGES.length; edge++) {
            out.add(head)
                    .add(LE.get(edge))
                    .add(at)
                    .add(Long.toString(Math.round(requests * UP_TO[edge])))
                    .add("\"]},");
        }
    }

    /** Close enough to a Poisson number. */
    private static long draw(double mean) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        if (mean > 30) {
            return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
        }
        long count = 0;
        for (double left = mean + Math.log(1 - random.nextDouble());
                left > 0;
                left += Math.log(1 - random.nextDouble())) {
            count++;
        }
        return count;
    }
}
