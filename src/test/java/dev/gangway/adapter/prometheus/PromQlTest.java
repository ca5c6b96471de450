package dev.gangway.adapter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.domain.traffic.ServiceRef;
import java.time.Duration;
import java.util.List;
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
        assertThat(PromQl.requests(List.of(PAY, CART), LOOKBACK, 10_250))
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
        assertThat(PromQl.durations(List.of(CART), LOOKBACK, 10_000))
                .isEqualTo("sum by (destination_service,destination_cluster,le) ("
                        + "last_over_time(" + series + ") - last_over_time(" + series + " offset 10000ms) >= 0 "
                        + "or (last_over_time(" + series + ") unless on (job,instance) "
                        + "(last_over_time(up[600s]) unless last_over_time(up[600s] offset 10000ms) == 1)))");
    }

    @Test
    void shouldAskWhetherTheServerWatchedAtTheBeginning() {
        assertThat(PromQl.watched(Duration.ofMillis(2500), 7))
                .isEqualTo("count(last_over_time(up[2500ms] offset 7ms))");
    }

    @Test
    void shouldAskForTheRawSamplesOfOneService() {
        assertThat(PromQl.samples(CART))
                .isEqualTo("istio_requests_total{reporter=\"source\","
                        + "destination_service=\"cart.shop.svc.cluster.local\"}[3m]");
    }
}
