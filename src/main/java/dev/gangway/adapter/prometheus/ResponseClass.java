package dev.gangway.adapter.prometheus;

import dev.gangway.domain.analysis.FailureCriteria;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** What became of requests, as Istio's labels tell it on the client's side. */
enum ResponseClass {
    /** A cluster was chosen and gave what it should, or the client itself gave up. */
    SERVED,
    /** A cluster was chosen, and the request failed there or on the way. */
    FAILED,
    /** Failed before any cluster was reached. */
    LOST,
    /**
     * Belongs to no cluster, and says nothing of any: faults injected on purpose and rate limits (FI, RL) hit before a
     * cluster is chosen and whichever it would have been, as does a client that hangs up early (DC); and answers of servers
     * without a sidecar do not say where they stand. Counting them for either side would shift the comparison.
     */
    UNATTRIBUTED;

    private static final Set<String> NOT_REACHED = Set.of("UH", "NC", "NR", "UF", "UO");
    private static final String CLIENT_HUNG_UP = "DC";
    private static final String NO_FLAGS = "-";

    /** Tells the class of a row of request counts. What was lost before any cluster was reached is so whatever its code. */
    static ResponseClass of(Row row, FailureCriteria failures) {
        Set<String> flags = flags(row.label("response_flags"));
        boolean hungUp = flags.contains(CLIENT_HUNG_UP);
        if (row.hasNoCluster()) {
            return !hungUp && flags.stream().anyMatch(NOT_REACHED::contains) ? LOST : UNATTRIBUTED;
        }
        return !hungUp && failed(row, failures) ? FAILED : SERVED;
    }

    private static Set<String> flags(String written) {
        return written.isEmpty() || written.equals(NO_FLAGS)
                ? Set.of()
                : Arrays.stream(written.split(",")).map(String::strip).collect(Collectors.toSet());
    }

    private static boolean failed(Row row, FailureCriteria failures) {
        String code = row.label("response_code");
        String status = row.label("grpc_response_status");
        boolean failedCall = row.label("request_protocol").equals("grpc")
                && failures.grpcStatuses().stream().map(String::valueOf).anyMatch(status::equals);
        return failedCall
                || failures.codes().contains(code)
                || (code.length() == 3 && failures.codes().contains(code.charAt(0) + "xx"));
    }
}
