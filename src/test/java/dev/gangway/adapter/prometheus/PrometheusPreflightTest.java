package dev.gangway.adapter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.adapter.prometheus.StubPrometheus.Answers;
import dev.gangway.control.Preflight.Check;
import dev.gangway.control.Preflight.Result;
import dev.gangway.domain.analysis.Objectives;
import dev.gangway.domain.shift.Pacing;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.Ladder;
import dev.gangway.domain.traffic.ServiceRef;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PrometheusPreflightTest {
    private static final ShiftPlan PLAN = new ShiftPlan(
            new ShiftId("shop", "cart"),
            new ServiceRef("shop", "cart"),
            new ClusterName("k8s2"),
            new ClusterName("eks1"),
            Ladder.DEFAULT,
            Pacing.DEFAULT,
            Objectives.DEFAULT,
            ShiftPlan.SubsetLabel.NETWORK,
            ShiftPlan.OnDelete.KEEP,
            ShiftPlan.Mode.SHIFT);

    private final StubPrometheus k8s2 = new StubPrometheus();
    private final StubPrometheus eks1 = new StubPrometheus();
    private List<PrometheusServer> servers = List.of(k8s2.server("k8s2"), eks1.server("eks1"));

    @AfterEach
    void close() {
        k8s2.close();
        eks1.close();
    }

    @Test
    void shouldPassWhereRequestsAreCountedForTheSourceByItsName() {
        k8s2.answering(counting("700", "k8s2"));
        eks1.answering(counting("300", "k8s2"));

        assertThat(checks()).allSatisfy(check -> assertThat(check.result()).isEqualTo(Result.PASS));
        assertThat(checks())
                .extracting(Check::id)
                .containsExactly("prometheus-of-k8s2", "prometheus-of-eks1", "prometheus-series");
        assertThat(series().seen())
                .isEqualTo("1000 requests to shop/cart in the last 10 minutes, by destination_cluster: {k8s2=1000}");
        assertThat(k8s2.queries().get(0).promQl()).contains("cart\\\\.shop\\\\.svc", "offset 600000ms");
    }

    @Test
    void shouldFailWhereIstioNamesTheSourceInAnotherWay() {
        k8s2.answering(counting("700", "Kubernetes"));
        eks1.answering(counting("3", "unknown"));

        assertThat(series().result()).isEqualTo(Result.FAIL);
        assertThat(series().words()).contains("{Kubernetes=700, unknown=3}", "none is of source k8s2", "clusterName");
    }

    @Test
    void shouldWarnOfAServiceThatNobodyCalls() {
        assertThat(series().result()).isEqualTo(Result.WARN);
        assertThat(series().words()).contains("nobody has counted requests to shop/cart", "sidecars");
    }

    @Test
    void shouldHearOfRequestsFromAServerThatWasJustStarted() {
        eks1.answering(new Answers() {
            @Override
            String requests(String promQl) {
                return promQl.contains("offset 10000ms")
                        ? counting("12", "k8s2").requests(promQl)
                        : super.requests(promQl);
            }
        });

        assertThat(series().result()).isEqualTo(Result.PASS);
        assertThat(series().seen()).startsWith("12 requests to shop/cart");
    }

    @Test
    void shouldNotJudgeWhatAServerThatFailsMayKnow() {
        k8s2.answering(counting("700", "Kubernetes"));
        eks1.answering(new Answers() {
            @Override
            int status(String promQl) {
                return 503;
            }
        });

        assertThat(checks()).extracting(Check::id).containsExactly("prometheus-of-k8s2", "prometheus-of-eks1");
        Check failed = checks().get(1);
        assertThat(failed.result()).isEqualTo(Result.UNKNOWN);
        assertThat(failed.words())
                .startsWith("Prometheus of eks1 answered HTTP 503")
                .contains("spec.prometheus");
    }

    @Test
    void shouldNotRelyOnAnAnswerThatMayLackAPart() {
        eks1.answering(new Answers() {
            @Override
            String requests(String promQl) {
                return "{\"status\":\"success\",\"warnings\":[\"store 2 is down\"],\"data\":{\"resultType\":\"vector\","
                        + "\"result\":[]}}";
            }
        });

        assertThat(checks().get(1).result()).isEqualTo(Result.UNKNOWN);
        assertThat(checks().get(1).seen()).isEqualTo("Prometheus of eks1 warns: store 2 is down");
    }

    @Test
    void shouldAskAServerThatClustersShareOnce() {
        servers = List.of(k8s2.server("eks1"), k8s2.server("k8s2"));
        k8s2.answering(counting("700", "k8s2"));

        assertThat(checks()).extracting(Check::id).containsExactly("prometheus-of-eks1-and-k8s2", "prometheus-series");
        assertThat(k8s2.queries()).hasSize(1);
    }

    @Test
    void shouldFailWhereNoPrometheusIsKnown() {
        servers = List.of();

        assertThat(checks()).singleElement().satisfies(check -> {
            assertThat(check.result()).isEqualTo(Result.FAIL);
            assertThat(check.todo()).contains("spec.prometheus.url");
        });
    }

    private List<Check> checks() {
        return new PrometheusPreflight(() -> servers, PrometheusSettings.DEFAULT, QueryMeter.NONE).check(PLAN);
    }

    private Check series() {
        return checks().get(2);
    }

    private static Answers counting(String value, String cluster) {
        return new Answers() {
            @Override
            String requests(String promQl) {
                return StubPrometheus.vector(StubPrometheus.row(
                        value,
                        "destination_service",
                        "cart.shop.svc.cluster.local",
                        "destination_cluster",
                        cluster,
                        "response_code",
                        "200"));
            }
        };
    }
}
