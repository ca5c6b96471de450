package dev.gangway.adapter.istio.decommission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.adapter.cluster.ClusterRegistry;
import dev.gangway.control.decommission.Finding;
import dev.gangway.control.decommission.Finding.Kind;
import dev.gangway.control.decommission.Inspection.Sight;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.sim.SimulatedMesh;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClusterInspectionsTest {
    private static final ClusterName K8S2 = new ClusterName("k8s2");

    private final SimulatedMesh mesh = SimulatedMesh.start(
            SimulatedMesh.Settings.of(Clock.fixed(Instant.parse("2025-01-15T12:00:00Z"), ZoneOffset.UTC), 1));
    private final ClusterRegistry registry =
            new ClusterRegistry(mesh.client("management"), Duration.ofSeconds(5), Clock.systemUTC());

    @BeforeEach
    void start() {
        registry.start();
    }

    @AfterEach
    void stop() {
        registry.close();
        mesh.close();
    }

    @Test
    void shouldLookForRoutesInEveryClusterOfTheMesh() {
        for (String cluster : new String[] {"k8s2", "eks1"}) {
            var unused = mesh.client(cluster)
                    .resource(
                            """
                            apiVersion: networking.istio.io/v1
                            kind: DestinationRule
                            metadata: {name: old, namespace: shop}
                            spec:
                              host: checkout
                              subsets: [{name: old, labels: {topology.istio.io/network: k8s2.prd.sfo2}}]
                            """)
                    .create();
        }

        Sight sight = new RouteInspection(registry).inspect(K8S2, 7);

        assertThat(sight.unknown()).isEmpty();
        assertThat(sight.findings())
                .extracting(Finding::object)
                .containsExactlyInAnyOrder("DestinationRule shop/old in k8s2", "DestinationRule shop/old in eks1");
    }

    @Test
    void shouldNotClaimToKnowRoutesOfAClusterThatDoesNotAnswer() {
        mesh.setApiServerOff("eks1", true);

        Sight sight = new RouteInspection(registry).inspect(K8S2, 7);

        assertThat(sight.unknown())
                .hasSize(2)
                .allSatisfy(finding -> assertThat(finding.object()).isEqualTo("cluster eks1"))
                .extracting(Finding::kind)
                .containsExactlyInAnyOrder(Kind.WEIGHTS, Kind.SUBSETS);
    }

    @Test
    void shouldLookForWaysInOnlyInTheClusterItself() {
        var unused = mesh.client("k8s2")
                .resource(
                        """
                        apiVersion: networking.k8s.io/v1
                        kind: Ingress
                        metadata: {name: shop, namespace: shop}
                        spec: {rules: [{host: shop.example}]}
                        """)
                .create();

        assertThat(new IngressInspection(registry).inspect(K8S2, 7).findings())
                .extracting(Finding::object)
                .contains("Ingress shop/shop");

        mesh.setApiServerOff("k8s2", true);

        assertThat(new IngressInspection(registry).inspect(K8S2, 7).unknown())
                .singleElement()
                .satisfies(finding -> assertThat(finding.seen()).contains("503"));
    }
}
