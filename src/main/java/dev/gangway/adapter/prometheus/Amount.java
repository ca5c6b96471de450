package dev.gangway.adapter.prometheus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How much use there was of something, by the counters that say so. Of several servers' knowledge the most counts. */
final class Amount {
    private final Map<String, Double> byCounter = new TreeMap<>();

    /** Of one server. */
    void add(String counter, Row row) {
        byCounter.merge(counter, row.value(), Double::sum);
    }

    /** Of another server, which may have scraped the same. */
    void orMore(Amount other) {
        other.byCounter.forEach((counter, value) -> byCounter.merge(counter, value, Double::max));
    }

    /** Such as "12 requests, 3 connections". */
    String words() {
        List<String> words = new ArrayList<>();
        long requests = count("istio_requests_total");
        long connections = count("istio_tcp_connections_opened_total");
        long bytes = count("istio_tcp_received_bytes_total") + count("istio_tcp_sent_bytes_total");
        if (requests > 0) {
            words.add(requests + (requests == 1 ? " request" : " requests"));
        }
        if (connections > 0) {
            words.add(connections + (connections == 1 ? " connection" : " connections"));
        } else if (bytes > 0) {
            words.add(bytes + " bytes over connections that had been opened before");
        }
        return String.join(", ", words);
    }

    /** What was extrapolated to a part of one is one. */
    private long count(String counter) {
        double value = byCounter.getOrDefault(counter, 0.0);
        return value > 0 ? Math.max(1, Math.round(value)) : 0;
    }
}
