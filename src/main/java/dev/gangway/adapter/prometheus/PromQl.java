package dev.gangway.adapter.prometheus;

import static java.util.Comparator.reverseOrder;

import dev.gangway.domain.analysis.Counting;
import dev.gangway.domain.analysis.FailureCriteria;
import dev.gangway.domain.analysis.Signal;
import dev.gangway.domain.traffic.ServiceRef;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The queries as text. All but {@link #NOW} and {@link #AGE_OF_ALL} are asked at one instant T, or at each of many; W is the length of the window that
 * ends there.
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
 *
 * <p>A query of the past leaves out one thing more: a series that was known within the lookback before the beginning, but not
 * in the last scrape. Its target was not seen there, and when it is seen again, its growth is of a longer time than the window.
 * Reading in rounds can't tell that, since there a window begins where the last one ended.
 */
final class PromQl {
    /** The server's own time, in seconds. */
    static final String NOW = "time()";

    /** How old in seconds the newest sample of anything watched is; one element, or none where nothing is. Asked for now. */
    static final String AGE_OF_ALL = "time() - max(timestamp(up))";

    private static final String NO_GATEWAYS = "source_workload!~\"istio-eastwestgateway.*\"";
    private static final String BY_RESPONSE =
            "sum by (destination_service,destination_cluster,request_protocol,response_code,grpc_response_status,"
                    + "response_flags) (";
    private static final String BY_CONNECTION =
            "sum by (destination_service,destination_cluster,reporter,response_flags,"
                    + "connection_security_policy) (";
    private static final String BY_DURATION = "sum by (destination_service,destination_cluster,le) (";

    /** Several scrapes of any usual interval. */
    static final Duration PROBED = Duration.ofMinutes(3);

    private PromQl() {}

    /** The raw samples of one service's counters in the last minutes: a matrix, for the spacing of the scrapes. */
    static String samples(ServiceRef service, Signal signal) {
        return counter(signal) + "{" + reporter(signal) + ",destination_service=\"" + service.host() + "\"}["
                + range(PROBED) + "]";
    }

    /**
     * How old in seconds the newest sample is: of a service's counters, or, where nobody counts for it now, of {@code up}. One
     * element, or none where nothing is watched any more.
     */
    static String age(ServiceRef service, Signal signal) {
        return "time() - (max(timestamp(" + counter(signal) + "{" + reporter(signal) + ",destination_service=\""
                + service.host() + "\"})) or max(timestamp(up)))";
    }

    /** How many targets were watched within the lookback before the beginning of the window: one element, or none for 0. */
    static String watched(Duration lookback, long windowMillis) {
        return "count(" + upThen(lookback, windowMillis) + ")";
    }

    /** What was counted in the window, by all that tells what became of it. */
    static String counts(Collection<ServiceRef> services, Signal signal, Duration lookback, long windowMillis) {
        return by(signal) + growth(countSeries(services, signal), lookback, windowMillis) + ")";
    }

    /** The requests in the window that did not fail, by destination and cumulative bucket of their duration. */
    static String durations(Collection<ServiceRef> services, Counting counting, Duration lookback, long windowMillis) {
        return BY_DURATION + growth(durationSeries(services, counting), lookback, windowMillis) + ")";
    }

    /**
     * How many series of those who count for a service were in a scrape of late: one element, or none for 0.
     *
     * @param fresh how old a sample may be at most
     */
    static String seen(ServiceRef service, Signal signal, Duration fresh) {
        return "count(" + last(countSeries(List.of(service), signal), fresh, "") + ")";
    }

    /**
     * One element if the server scraped anything of late and none that it knows to count for the service has just
     * failed to be scraped: if it sees none of them then, there is none.
     */
    static String idle(ServiceRef service, Signal signal, Duration lookback, Duration fresh) {
        String up = last("up", fresh, "");
        return "count(" + up + ") unless count(" + last(countSeries(List.of(service), signal), lookback, "")
                + " and on (job,instance) " + up + " == 0)";
    }

    /**
     * What was counted in a window of the past, as {@link #counts} has it.
     *
     * @param fresh how old the last scrape before the window may be
     */
    static String pastCounts(ServiceRef service, Signal signal, Duration lookback, Duration fresh, long windowMillis) {
        return by(signal) + growthOfScraped(countSeries(List.of(service), signal), lookback, fresh, windowMillis) + ")";
    }

    /** The requests in a window of the past that did not fail, as {@link #durations} has them. */
    static String pastDurations(
            ServiceRef service, Counting counting, Duration lookback, Duration fresh, long windowMillis) {
        return BY_DURATION + growthOfScraped(durationSeries(List.of(service), counting), lookback, fresh, windowMillis)
                + ")";
    }

    private static String countSeries(Collection<ServiceRef> services, Signal signal) {
        return counter(signal) + "{" + selector(services, signal) + "}";
    }

    private static String durationSeries(Collection<ServiceRef> services, Counting counting) {
        return "istio_request_duration_milliseconds_bucket{" + selector(services, counting.signal())
                + notFailed(counting.failures()) + "}";
    }

    /** Codes and statuses can only be such as FailureCriteria allows: there is nothing to escape. */
    private static String notFailed(FailureCriteria failures) {
        String codes = failures.codes().stream()
                .map(code -> code.replace("xx", ".."))
                .sorted(reverseOrder())
                .collect(Collectors.joining("|"));
        String statuses =
                failures.grpcStatuses().stream().sorted().map(String::valueOf).collect(Collectors.joining("|"));
        return (codes.isEmpty() ? "" : ",response_code!~\"" + codes + "\"")
                + (statuses.isEmpty() ? "" : ",grpc_response_status!~\"" + statuses + "\"");
    }

    private static String growth(String series, Duration lookback, long windowMillis) {
        String now = last(series, lookback, "");
        String then = last(series, lookback, offset(windowMillis));
        String unwatched = last("up", lookback, "") + " unless " + upThen(lookback, windowMillis) + " == 1";
        return now + " - " + then + " >= 0 or (" + now + " unless on (job,instance) (" + unwatched + "))";
    }

    private static String growthOfScraped(String series, Duration lookback, Duration fresh, long windowMillis) {
        String then = offset(windowMillis);
        return "(" + growth(series, lookback, windowMillis) + ") unless (" + last(series, lookback, then) + " unless "
                + last(series, fresh, then) + ")";
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

    private static String selector(Collection<ServiceRef> services, Signal signal) {
        // A service's name is made of a-z, 0-9 and '-', so the dots are all there is to escape: once for the regular
        // expression, and the backslash once more for the string.
        String hosts = services.stream()
                .map(service -> service.host().replace(".", "\\\\."))
                .sorted()
                .collect(Collectors.joining("|"));
        return reporter(signal) + ",destination_service=~\"" + hosts + "\"," + NO_GATEWAYS;
    }

    private static String counter(Signal signal) {
        return signal == Signal.CONNECTIONS ? "istio_tcp_connections_opened_total" : "istio_requests_total";
    }

    private static String by(Signal signal) {
        return signal == Signal.CONNECTIONS ? BY_CONNECTION : BY_RESPONSE;
    }

    /** Istio's name for whose proxy has counted. Both give the same labels. */
    private static String reporter(Signal signal) {
        return switch (signal) {
            case REQUESTS_SENT -> "reporter=\"source\"";
            case REQUESTS_RECEIVED -> "reporter=\"destination\"";
            case CONNECTIONS -> "reporter=~\"source|destination\"";
        };
    }
}
