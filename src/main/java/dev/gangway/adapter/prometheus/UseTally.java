package dev.gangway.adapter.prometheus;

import dev.gangway.control.decommission.Finding;
import dev.gangway.control.decommission.Finding.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes findings of what servers know of a cluster's use. */
final class UseTally {
    private static final String UNKNOWN = "unknown";
    private static final String GATEWAY = "istio-eastwestgateway";
    private static final String ARRIVED = "arrived from ";
    private static final String SENT = "were sent from ";

    private final int days;
    private final Map<Use, Amount> uses = new TreeMap<>(
            Comparator.comparing(Use::kind).thenComparing(Use::object).thenComparing(Use::by));

    /**
     * One line of the report.
     *
     * @param by who uses it
     */
    private record Use(Kind kind, String object, String by) {}

    /** Of so many days. */
    UseTally(int days) {
        this.days = days;
    }

    /** What one server knows. */
    void add(ServerUse server) {
        Map<Use, Amount> own = new LinkedHashMap<>();
        server.arrivals()
                .forEach((counter, rows) -> rows.forEach(row -> {
                    if (!isHop(row)) {
                        own.computeIfAbsent(arrival(row), use -> new Amount()).add(counter, row);
                    }
                }));
        server.gateways()
                .forEach((counter, rows) -> rows.forEach(row -> own.computeIfAbsent(
                                new Use(Kind.GATEWAY_TRAFFIC, workload(row), ""), use -> new Amount())
                        .add(counter, row)));
        own.forEach((use, amount) ->
                uses.computeIfAbsent(use, added -> new Amount()).orMore(amount));
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        uses.forEach((use, amount) -> {
            if (!isToldAsArrived(use)) {
                findings.add(finding(use, amount.words()));
            }
        });
        return findings;
    }

    /** What a client's proxy has sent and the server's has received is one request. */
    private boolean isToldAsArrived(Use use) {
        return use.by().startsWith(SENT)
                && uses.containsKey(
                        new Use(use.kind(), use.object(), ARRIVED + use.by().substring(SENT.length())));
    }

    private Finding finding(Use use, String amount) {
        String seen = amount + " " + Words.lastDays(days);
        return switch (use.kind()) {
            case UNMESHED_CALLERS ->
                new Finding(
                        use.kind(),
                        use.object(),
                        "%s from %s, without a proxy's certificate".formatted(seen, use.by()),
                        "find the callers (access log of the service's pods), and enrol them or point them elsewhere: they follow"
                                + " no route");
            case GATEWAY_TRAFFIC ->
                new Finding(
                        use.kind(),
                        use.object(),
                        seen + " went through it",
                        "see who still comes in there: other clusters through an east-west gateway, users through an ingress"
                                + " gateway; what is only called so has callers of its own");
            default ->
                new Finding(
                        use.kind(),
                        use.object(),
                        "%s %s".formatted(seen, use.by()),
                        "move the service, or its clients where they follow no route of it");
        };
    }

    private static Use arrival(Row row) {
        boolean byServer = row.label("reporter").equals("destination");
        String service = row.host().isEmpty() ? UNKNOWN : row.host();
        if (byServer && isUnmeshed(row)) {
            return new Use(Kind.UNMESHED_CALLERS, service, caller(row));
        }
        String cluster = row.label("source_cluster");
        return new Use(
                Kind.DESTINATION_TRAFFIC,
                service,
                (byServer ? ARRIVED : SENT) + (cluster.isEmpty() ? UNKNOWN : cluster));
    }

    private static boolean isUnmeshed(Row row) {
        String workload = row.label("source_workload");
        return workload.isEmpty()
                || workload.equals(UNKNOWN)
                || row.label("connection_security_policy").equals("none");
    }

    private static String caller(Row row) {
        String workload = row.label("source_workload");
        return workload.isEmpty() || workload.equals(UNKNOWN) ? "callers that nobody knows" : workload(row);
    }

    private static String workload(Row row) {
        return row.label("source_workload_namespace") + "/" + row.label("source_workload");
    }

    /** What a gateway on the way has sent on is the client's request, which is counted already. */
    private static boolean isHop(Row row) {
        return row.label("reporter").equals("source")
                && row.label("source_workload").startsWith(GATEWAY);
    }
}
