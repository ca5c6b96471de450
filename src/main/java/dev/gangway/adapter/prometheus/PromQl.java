package dev.gangway.adapter.prometheus;

import dev.gangway.domain.traffic.ServiceRef;
import java.time.Duration;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * The queries as text. All but {@link #NOW} are asked at one instant T; W is the length of the window that ends there.
 *
 * <p>Counts are differences of what the counters showed last at T and at T - W, because {@code increase} and {@code rate}
 * extrapolate and lose the first sample of a series, which is where the first errors of a new destination are. For each
 * series, before anything is summed:
 *
 * <ul>
 *   <li>known at both ends: the difference. A pod that went away keeps its last value for the lookback, so the difference is
 *       0 and then nothing;
 *   <li>less than before (the counter began anew), or not known at the beginning: all that it shows now;
 *   <li>but not if its target is known to {@code up} now and was not up at the beginning: with nobody watching, nothing can
 *       be said of when its requests were served. A target that was down or newly found would count its whole past. Such a
 *       target counts from its first scrape on. Where {@code up} is not kept for a target at all, its new series count.
 * </ul>
 */
final class PromQl {
    /** The server's own time, in seconds. */
    static final String NOW = "time()";

    private static final String NO_GATEWAYS = "source_workload!~\"istio-eastwestgateway.*\"";
    private static final String NOT_FAILED =
            "response_code!~\"5..|0\",grpc_response_status!~\"" + ResponseClass.FAILED_GRPC + "\"";
    private static final String PROBED = "3m";

    private PromQl() {}

    /** The raw samples of one service's request counters in the last minutes: a matrix, for the spacing of the scrapes. */
    static String samples(ServiceRef service) {
        return "istio_requests_total{reporter=\"source\",destination_service=\"" + service.host() + "\"}[" + PROBED
                + "]";
    }

    /** How many targets were watched within the lookback before the beginning of the window: one element, or none for 0. */
    static String watched(Duration lookback, long windowMillis) {
        return "count(" + upThen(lookback, windowMillis) + ")";
    }

    /** The requests in the window, by all that tells what became of them. */
    static String requests(Collection<ServiceRef> services, Duration lookback, long windowMillis) {
        return "sum by (destination_service,destination_cluster,request_protocol,response_code,grpc_response_status,"
                + "response_flags) ("
                + growth("istio_requests_total{" + selector(services) + "}", lookback, windowMillis) + ")";
    }

    /** The requests in the window that did not fail, by destination and cumulative bucket of their duration. */
    static String durations(Collection<ServiceRef> services, Duration lookback, long windowMillis) {
        return "sum by (destination_service,destination_cluster,le) ("
                + growth(
                        "istio_request_duration_milliseconds_bucket{" + selector(services) + "," + NOT_FAILED + "}",
                        lookback,
                        windowMillis)
                + ")";
    }

    private static String growth(String series, Duration lookback, long windowMillis) {
        String now = last(series, lookback, "");
        String then = last(series, lookback, offset(windowMillis));
        String unwatched = last("up", lookback, "") + " unless " + upThen(lookback, windowMillis) + " == 1";
        return now + " - " + then + " >= 0 or (" + now + " unless on (job,instance) (" + unwatched + "))";
    }

    private static String upThen(Duration lookback, long windowMillis) {
        return last("up", lookback, offset(windowMillis));
    }

    private static String last(String series, Duration lookback, String offset) {
        return "last_over_time(" + series + "[" + range(lookback) + "]" + offset + ")";
    }

    private static String offset(long windowMillis) {
        return " offset " + windowMillis + "ms";
    }

    private static String range(Duration lookback) {
        return lookback.toMillis() % 1000 == 0 ? lookback.toSeconds() + "s" : lookback.toMillis() + "ms";
    }

    private static String selector(Collection<ServiceRef> services) {
        // A service's name is made of a-z, 0-9 and '-', so the dots are all there is to escape: once for the regular
        // expression, and the backslash once more for the string.
        String hosts = services.stream()
                .map(service -> service.host().replace(".", "\\\\."))
                .sorted()
                .collect(Collectors.joining("|"));
        return "reporter=\"source\",destination_service=~\"" + hosts + "\"," + NO_GATEWAYS;
    }
}
