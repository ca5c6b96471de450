package dev.gangway.sim;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;

/** The counters of calls that were answered in one way. They are there from the first such call on, as in a proxy. */
final class CallCounters {
    private static final String DURATION = "istio_request_duration_milliseconds";

    private final Counters counters;
    private final int requests;
    private final int count;
    private final int sum;
    private final int[] buckets;

    private CallCounters(Counters counters, Series base) {
        this.counters = counters;
        requests = counters.place(base);
        count = counters.place(base.with(DURATION + "_count", Map.of()));
        sum = counters.place(base.with(DURATION + "_sum", Map.of()));
        buckets = IntStream.range(0, LatencyModel.EDGES.length)
                .map(i -> counters.place(
                        base.with(DURATION + "_bucket", Map.of("le", Numbers.text(LatencyModel.EDGES[i])))))
                .toArray();
    }

    static CallCounters of(Counters counters, Call call, Answer answer) {
        Series base = new Series("istio_requests_total", call.labels())
                .with("istio_requests_total", answer.labels(call.service().grpc()));
        return new CallCounters(counters, base);
    }

    /** Counts so many requests in each latency bucket. */
    void add(int[] requestsByBucket) {
        int all = Arrays.stream(requestsByBucket).sum();
        counters.add(requests, all);
        counters.add(count, all);
        int upTo = 0;
        double millis = 0;
        for (int i = 0; i < requestsByBucket.length; i++) {
            upTo += requestsByBucket[i];
            millis += requestsByBucket[i] * LatencyModel.middleMillis(i);
            counters.add(buckets[i], upTo);
        }
        counters.add(sum, millis);
    }
}
