package dev.gangway.adapter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.domain.analysis.Counting;
import dev.gangway.domain.analysis.FailureCriteria;
import dev.gangway.domain.analysis.Signal;
import dev.gangway.domain.traffic.ServiceRef;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PromQlTest {
    private static final Duration LOOKBACK = Duration.ofMinutes(10);
    private static final ServiceRef CART = new ServiceRef("shop", "cart");
    private static final ServiceRef PAY = new ServiceRef("shop", "pay-v2");

    @Test
    void shouldCountTheGrowthOfRequests() {
        String series =
                "istio_requests_total{reporter=\"source\",destination_service=~\"cart\\\\.shop\\\\.svc\\\\.cluster\\\\"
                        + ".local|pay-v2\\\\.shop\\\\.svc\\\\.cluster\\\\.local\",source_workload!~\"istio-eastwestgateway.*\"}[600s]";
        assertThat(PromQl.counts(List.of(PAY, CART), Signal.REQUESTS_SENT, LOOKBACK, 10_250))
                .isEqualTo("sum by (destination_service,destination_cluster,request_protocol,response_code,"
                        + "grpc_response_status,response_flags) ("
                        + "last_over_time(" + series + ") - last_over_time(" + series + " offset 10250ms) >= 0 "
                        + "or (last_over_time(" + series + ") unless on (job,instance) "
                        + "(last_over_time(up[600s]) unless last_over_time(up[600s] offset 10250ms) == 1)))");
    }

    @Test
    void shouldCountTheGrowthOfBucketsOfRequestsThatDidNotFail() {
        String series = "istio_request_duration_milliseconds_bucket{reporter=\"source\",destination_service=~"
                + "\"cart\\\\.shop\\\\.svc\\\\.cluster\\\\.local\",source_workload!~\"istio-eastwestgateway.*\","
                + "response_code!~\"5..|0\",grpc_response_status!~\"2|4|8|13|14|15\"}[600s]";
        assertThat(PromQl.durations(List.of(CART), Counting.DEFAULT, LOOKBACK, 10_000))
                .isEqualTo("sum by (destination_service,destination_cluster,le) ("
                        + "last_over_time(" + series + ") - last_over_time(" + series + " offset 10000ms) >= 0 "
                        + "or (last_over_time(" + series + ") unless on (job,instance) "
                        + "(last_over_time(up[600s]) unless last_over_time(up[600s] offset 10000ms) == 1)))");
    }

    @Test
    void shouldLeaveOutOfTheDurationsWhatCountsAsFailed() {
        assertThat(durations(new FailureCriteria(Set.of("429", "4xx", "0"), Set.of(16, 9))))
                .contains("\",response_code!~\"429|4..|0\",grpc_response_status!~\"9|16\"}");
        assertThat(durations(new FailureCriteria(Set.of("503"), Set.of())))
                .contains("eastwestgateway.*\",response_code!~\"503\"}");
        assertThat(durations(new FailureCriteria(Set.of(), Set.of(14))))
                .contains("eastwestgateway.*\",grpc_response_status!~\"14\"}");
        assertThat(durations(new FailureCriteria(Set.of(), Set.of()))).contains("eastwestgateway.*\"}");
    }

    private static String durations(FailureCriteria failures) {
        return PromQl.durations(List.of(CART), Counting.sent(failures), LOOKBACK, 10_000);
    }

    @Test
    void shouldAskWhetherTheServerWatchedAtTheBeginning() {
        assertThat(PromQl.watched(Duration.ofMillis(2500), 7))
                .isEqualTo("count(last_over_time(up[2500ms] offset 7ms))");
    }

    @Test
    void shouldLeaveOutOfThePastWhatWasNotInTheLastScrapeBeforeTheWindow() {
        String hosts = "destination_service=~\"cart\\\\.shop\\\\.svc\\\\.cluster\\\\.local\"";
        String series =
                "istio_requests_total{reporter=\"source\"," + hosts + ",source_workload!~\"istio-eastwestgateway.*\"}";
        String live = PromQl.counts(List.of(CART), Signal.REQUESTS_SENT, LOOKBACK, 60_000);
        String by = live.substring(0, live.indexOf('(', live.indexOf(") ")) + 1);

        assertThat(PromQl.pastCounts(CART, Signal.REQUESTS_SENT, LOOKBACK, Duration.ofMillis(16_500), 60_000))
                .isEqualTo(by + "(" + live.substring(by.length(), live.length() - 1) + ") unless (last_over_time("
                        + series + "[600s] offset 60000ms) unless last_over_time(" + series
                        + "[16500ms] offset 60000ms)))");
        assertThat(PromQl.pastDurations(CART, Counting.DEFAULT, LOOKBACK, Duration.ofMillis(16_500), 60_000))
                .startsWith("sum by (destination_service,destination_cluster,le) ((last_over_time("
                        + "istio_request_duration_milliseconds_bucket{reporter=\"source\"," + hosts)
                .contains("response_code!~\"5..|0\"")
                .endsWith("[16500ms] offset 60000ms)))");
    }

    @Test
    void shouldAskWhetherClientsWereSeenAndWhetherTheyWouldHaveBeen() {
        String series = "istio_requests_total{reporter=\"source\",destination_service=~"
                + "\"cart\\\\.shop\\\\.svc\\\\.cluster\\\\.local\",source_workload!~\"istio-eastwestgateway.*\"}";

        assertThat(PromQl.seen(CART, Signal.REQUESTS_SENT, Duration.ofSeconds(33)))
                .isEqualTo("count(last_over_time(" + series + "[33s]))");
        assertThat(PromQl.idle(CART, Signal.REQUESTS_SENT, LOOKBACK, Duration.ofSeconds(33)))
                .isEqualTo("count(last_over_time(up[33s])) unless count(last_over_time(" + series
                        + "[600s]) and on (job,instance) last_over_time(up[33s]) == 0)");
    }

    @Test
    void shouldAskForTheRawSamplesOfOneService() {
        assertThat(PromQl.samples(CART, Signal.REQUESTS_SENT))
                .isEqualTo("istio_requests_total{reporter=\"source\","
                        + "destination_service=\"cart.shop.svc.cluster.local\"}[180s]");
    }

    @Test
    void shouldAskTheServersProxiesForWhatArrived() {
        Signal received = Signal.REQUESTS_RECEIVED;
        Counting counting = new Counting(received, FailureCriteria.DEFAULT);

        assertThat(PromQl.counts(List.of(CART), received, LOOKBACK, 7))
                .isEqualTo(PromQl.counts(List.of(CART), Signal.REQUESTS_SENT, LOOKBACK, 7)
                        .replace("\"source\"", "\"destination\""));
        assertThat(PromQl.durations(List.of(CART), counting, LOOKBACK, 7))
                .isEqualTo(PromQl.durations(List.of(CART), Counting.DEFAULT, LOOKBACK, 7)
                        .replace("\"source\"", "\"destination\""));
        assertThat(PromQl.samples(CART, received)).contains("reporter=\"destination\"");
    }

    @Test
    void shouldCountTheGrowthOfConnectionsOfBothSidesProxies() {
        String series = "istio_tcp_connections_opened_total{reporter=~\"source|destination\",destination_service=~"
                + "\"cart\\\\.shop\\\\.svc\\\\.cluster\\\\.local\",source_workload!~\"istio-eastwestgateway.*\"}";

        assertThat(PromQl.counts(List.of(CART), Signal.CONNECTIONS, LOOKBACK, 10_000))
                .startsWith("sum by (destination_service,destination_cluster,reporter,response_flags,"
                        + "connection_security_policy) (last_over_time(" + series + "[600s]) - last_over_time(" + series
                        + "[600s] offset 10000ms) >= 0 or (");
        assertThat(PromQl.pastCounts(CART, Signal.CONNECTIONS, LOOKBACK, Duration.ofSeconds(33), 60_000))
                .startsWith("sum by (destination_service,destination_cluster,reporter,response_flags,")
                .endsWith(" unless last_over_time(" + series + "[33s] offset 60000ms)))");
        assertThat(PromQl.seen(CART, Signal.CONNECTIONS, Duration.ofSeconds(33)))
                .contains(series);
    }
}
