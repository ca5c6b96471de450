package dev.gangway.adapter.prometheus;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;

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

    /** The gRPC statuses that are the server's fault: UNKNOWN, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, INTERNAL, UNAVAILABLE, DATA_LOSS. */
    static final String FAILED_GRPC = "2|4|8|13|14|15";

    private static final Pattern FAILED_CODE = Pattern.compile("5..|0");
    private static final Pattern FAILED_STATUS = Pattern.compile(FAILED_GRPC);
    private static final Set<String> NOT_REACHED = Set.of("UH", "NC", "NR", "UF", "UO");
    private static final String CLIENT_HUNG_UP = "DC";

    /** Tells the class of a row of request counts. */
    static ResponseClass of(Row row) {
        Set<String> flags = Set.copyOf(Arrays.stream(row.label("response_flags").split(","))
                .map(String::strip)
                .distinct()
                .toList());
        boolean hungUp = flags.contains(CLIENT_HUNG_UP);
        if (row.hasNoCluster()) {
            return !hungUp && flags.stream().anyMatch(NOT_REACHED::contains) ? LOST : UNATTRIBUTED;
        }
        return !hungUp && failed(row) ? FAILED : SERVED;
    }

    private static boolean failed(Row row) {
        boolean failedCall = row.label("request_protocol").equals("grpc")
                && FAILED_STATUS.matcher(row.label("grpc_response_status")).matches();
        return failedCall || FAILED_CODE.matcher(row.label("response_code")).matches();
    }
}
