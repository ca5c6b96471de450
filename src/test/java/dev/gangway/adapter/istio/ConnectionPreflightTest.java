package dev.gangway.adapter.istio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.control.Preflight.Check;
import dev.gangway.control.Preflight.Result;
import dev.gangway.domain.analysis.Objectives;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.Ladder;
import dev.gangway.domain.traffic.Protocol;
import io.fabric8.istio.api.networking.v1.VirtualService;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Preflight of a service that is shifted by its connections. */
class ConnectionPreflightTest {
    private static final ShiftPlan TCP = new ShiftPlan(
            Plans.CHECKOUT.id(),
            Plans.CHECKOUT.service(),
            Plans.CHECKOUT.source(),
            Plans.CHECKOUT.destination(),
            Ladder.OF_CONNECTIONS,
            Plans.CHECKOUT.pacing(),
            Objectives.DEFAULT.of(Protocol.TCP),
            Plans.CHECKOUT.subsetLabel(),
            Plans.CHECKOUT.onDelete(),
            Plans.CHECKOUT.mode());

    private final Mesh mesh = Mesh.started();
    private final RoutePreflight preflight = new RoutePreflight(mesh.registry, mesh.router);

    @BeforeEach
    void speakTcp() {
        for (String cluster : List.of("k8s2", "eks1")) {
            var unused = mesh.client(cluster)
                    .services()
                    .inNamespace("shop")
                    .withName("checkout")
                    .edit(service -> {
                        service.getSpec().getPorts().get(0).setName("tcp-orders");
                        return service;
                    });
        }
        await().until(() -> checks(TCP, check -> check.result() == Result.FAIL).isEmpty());
    }

    @AfterEach
    void stop() {
        mesh.close();
    }

    @Test
    void shouldWarnThatConnectionsAreCutAtEachStep() {
        assertThat(checks(TCP, check -> check.result() != Result.PASS))
                .extracting(Check::words)
                .containsExactly("shop/checkout speaks TCP: its open connections are cut at each step, and at the way"
                        + " back: be sure that its clients connect again, and keep the steps few");
    }

    @Test
    void shouldRefuseToCountRequestsWhereThereAreConnections() {
        assertThat(checks(Plans.CHECKOUT, check -> check.result() == Result.FAIL))
                .hasSize(2)
                .allSatisfy(check -> {
                    assertThat(check.field()).isEqualTo("protocol");
                    assertThat(check.todo()).endsWith("else set spec.protocol: Tcp");
                });
    }

    @Test
    void shouldRefuseRoutesOfOthersThatHaveNoneForConnections() {
        mesh.create(
                "eks1",
                """
                ---
                apiVersion: networking.istio.io/v1
                kind: VirtualService
                metadata: {name: theirs, namespace: shop}
                spec:
                  hosts: [checkout]
                  http: [{route: [{destination: {host: checkout}}]}]
                """,
                VirtualService.class);

        await().until(() ->
                !checks(TCP, check -> check.id().equals("unrouted-tcp-in-eks1")).isEmpty());
        assertThat(checks(TCP, check -> check.id().equals("unrouted-tcp-in-eks1")))
                .singleElement()
                .satisfies(check -> {
                    assertThat(check.result()).isEqualTo(Result.FAIL);
                    assertThat(check.seen())
                            .startsWith("VirtualService shop/theirs in cluster eks1 has no route in spec.tcp,");
                });
    }

    private List<Check> checks(ShiftPlan plan, Predicate<Check> which) {
        return preflight.check(plan).stream().filter(which).toList();
    }
}
