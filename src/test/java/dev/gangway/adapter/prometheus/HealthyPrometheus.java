package dev.gangway.adapter.prometheus;

import static dev.gangway.adapter.prometheus.StubPrometheus.row;
import static dev.gangway.adapter.prometheus.StubPrometheus.success;
import static dev.gangway.adapter.prometheus.StubPrometheus.vector;

import dev.gangway.adapter.prometheus.StubPrometheus.Answers;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.ServiceRef;

/** Answers in full: three requests to eks1 of which one failed, two lost, in round numbers of time. */
class HealthyPrometheus extends Answers {
    static final ServiceRef CART = new ServiceRef("shop", "cart");
    static final ServiceRef PAY = new ServiceRef("shop", "pay");
    static final ClusterName EKS1 = new ClusterName("eks1");
    static final String CART_IS = "destination_service";
    static final String CART_HOST = CART.host();
    static final String TO = "destination_cluster";
    static final String CODE = "response_code";

    @Override
    String samples() {
        return success("matrix", "[{\"metric\":{},\"values\":[[100,\"1\"],[115,\"2\"],[130.5,\"3\"],[175,\"3\"]]}]");
    }

    @Override
    String requests(String promQl) {
        return vector(
                row("2", CART_IS, CART_HOST, TO, "eks1", CODE, "200"),
                row("1", CART_IS, CART_HOST, TO, "eks1", CODE, "503", "response_flags", "UF,URX"),
                row("2", CART_IS, CART_HOST, TO, "unknown", CODE, "503", "response_flags", "UH"),
                row("9", CART_IS, CART_HOST, TO, "Kubernetes", CODE, "200"),
                row("9", CART_IS, "other.shop.svc.cluster.local", TO, "eks1", CODE, "200"));
    }

    @Override
    String durations(String promQl) {
        return vector(
                row("2", CART_IS, CART_HOST, TO, "eks1", "le", "+Inf"),
                row("1", CART_IS, CART_HOST, TO, "eks1", "le", "5"),
                row("0", CART_IS, CART_HOST, TO, "eks1", "le", "10"),
                row("2", CART_IS, CART_HOST, TO, "eks1", "le", "25"));
    }
}
