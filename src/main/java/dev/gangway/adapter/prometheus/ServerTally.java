package dev.gangway.adapter.prometheus;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.gangway.domain.analysis.Counting;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.ServiceRef;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sorts the rows of one server's answers by service. Mutable, for one thread. */
final class ServerTally {
    private final String server;
    private final Map<String, ServiceRef> asked;
    private final Map<ServiceRef, Counting> countings;
    private final Map<ServiceRef, ServiceTally> tallies = new HashMap<>();
    private final Map<ServiceRef, String> invalid = new HashMap<>();
    private final Map<String, Optional<ClusterName>> clusters = new HashMap<>();

    /** Nothing yet, of services and what is counted of each. */
    ServerTally(String server, Map<ServiceRef, Counting> services) {
        this.server = server;
        countings = services;
        asked = services.keySet().stream().collect(toMap(ServiceRef::host, identity()));
    }

    /** A row of counts: it makes its service known, be it with a count of 0. */
    void add(Row row) {
        if (isCount(row, row.isCount(), row.text()) && asked.containsKey(row.host())) {
            tally(row).add(row);
        }
    }

    /** A row of a duration bucket. */
    void addBucket(Row row) {
        double edge = Row.number(row.label("le"));
        if (isCount(row, row.isCount(), row.text())
                && isCount(row, edge >= 0, "a bucket up to '" + row.label("le") + "'")
                && asked.containsKey(row.host())) {
            tally(row).addBucket(row, edge);
        }
    }

    /** The last reading's value of these was no count, so nothing can be said of what came since. */
    void startedInvalid(Set<ServiceRef> services) {
        services.forEach(service -> invalid.putIfAbsent(
                service,
                "Prometheus of " + server + " had no count for " + service.host() + " at the beginning of the window"));
    }

    /** By service, for those that the server knows. */
    Map<ServiceRef, ServiceCounts> counts() {
        Map<ServiceRef, ServiceCounts> counts = new HashMap<>();
        tallies.forEach((service, tally) -> counts.put(service, tally.counts()));
        return counts;
    }

    /** Which services have a value that is no count, and what it is, in a sentence. */
    Map<ServiceRef, String> invalid() {
        return Map.copyOf(invalid);
    }

    private ServiceTally tally(Row row) {
        return tallies.computeIfAbsent(
                asked.get(row.host()), service -> new ServiceTally(countings.get(service), this::cluster));
    }

    /** Thousands of rows are of two clusters. */
    private Optional<ClusterName> cluster(Row row) {
        return clusters.computeIfAbsent(row.clusterLabel(), label -> row.cluster());
    }

    /** A bad value of an unasked or unnamed service could be anyone's part. */
    private boolean isCount(Row row, boolean holds, String value) {
        if (!holds) {
            String shown = value.length() > 40 ? value.substring(0, 40) + "..." : value;
            ServiceRef service = asked.get(row.host());
            Collection<ServiceRef> touched = service == null ? asked.values() : Set.of(service);
            touched.forEach(one -> invalid.put(
                    one,
                    "Prometheus of " + server + " answered " + shown + " where a count of "
                            + countings.get(one).signal().protocol().counted() + " to " + one.host() + " should be"));
        }
        return holds;
    }
}
