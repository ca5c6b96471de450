package dev.gangway.sim;

import dev.gangway.domain.traffic.ServiceRef;
import java.util.Locale;
import java.util.Map;

/** Requests to a service from the clients in one cluster that met the same fate, as one side's proxies count them. */
record Call(SimulatedService service, String client, Fate fate, Reporter reporter) {

    /** The cluster whose proxies count them. */
    String countedIn() {
        return reporter == Reporter.SOURCE ? client : fate.cluster();
    }

    /** Istio's labels of them, but for those of the answer. */
    Map<String, String> labels() {
        ServiceRef ref = service.ref();
        return Map.ofEntries(
                Map.entry("reporter", reporter.name().toLowerCase(Locale.ROOT)),
                Map.entry("source_workload", ref.name() + "-client"),
                Map.entry("source_workload_namespace", ref.namespace()),
                Map.entry("source_cluster", client),
                Map.entry("destination_service", ref.host()),
                Map.entry("destination_service_name", ref.name()),
                Map.entry("destination_service_namespace", ref.namespace()),
                Map.entry("destination_cluster", fate.cluster()),
                Map.entry("request_protocol", service.grpc() ? "grpc" : "http"),
                Map.entry("response_flags", fate.lostBecause().orElse("-")));
    }
}
