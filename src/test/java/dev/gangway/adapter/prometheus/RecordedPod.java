package dev.gangway.adapter.prometheus;

import static java.util.stream.Collectors.joining;

import dev.gangway.domain.traffic.ServiceRef;
import dev.gangway.real.Recording;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** A pod with clients of one service. A test says what they send and when it is scraped; a recording gets what it shows. */
final class RecordedPod {
    private final Recording recording;
    private final String instance;
    private final String labels;
    private final Map<String, Long> counters = new TreeMap<>();

    RecordedPod(Recording recording, String instance, ServiceRef service) {
        this(recording, instance, service, "client");
    }

    RecordedPod(Recording recording, String instance, ServiceRef service, String workload) {
        this.recording = recording;
        this.instance = instance;
        labels = "reporter=\"source\",source_workload=\"%s\",destination_service=\"%s\""
                .formatted(workload, service.host());
    }

    /** So many requests to a cluster are answered in less than 5 ms, and none takes longer. */
    RecordedPod send(long requests, String cluster, int code) {
        return send(requests, cluster, code, "-");
    }

    /** The same, with Istio's response flags. */
    RecordedPod send(long requests, String cluster, int code, String flags) {
        String answer = "%s,destination_cluster=\"%s\",response_code=\"%d\",response_flags=\"%s\""
                .formatted(labels, cluster, code, flags);
        counters.merge("istio_requests_total{" + answer + ",request_protocol=\"http\"", requests, Long::sum);
        for (String edge : new String[] {"5", "+Inf"}) {
            counters.merge(
                    "istio_request_duration_milliseconds_bucket{%s,le=\"%s\"".formatted(answer, edge),
                    requests,
                    Long::sum);
        }
        return this;
    }

    /** All its counters begin anew. */
    RecordedPod restart() {
        counters.clear();
        return this;
    }

    /** It is scraped. */
    void scraped(Instant at) {
        recording.up(at, instance, true);
        counters.forEach((series, value) -> {
            int brace = series.indexOf('{');
            recording.show(at, instance, series.substring(0, brace), series.substring(brace + 1), value);
        });
    }

    /** What it shows when it is scraped. */
    String exposition() {
        return counters.entrySet().stream()
                .map(counter -> counter.getKey() + "} " + counter.getValue() + "\n")
                .collect(joining());
    }

    /** It can't be scraped, but is known to be there. */
    void missed(Instant at) {
        recording.up(at, instance, false);
    }
}
