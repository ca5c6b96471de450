package dev.gangway.adapter.istio.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan.SubsetLabel;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.ServiceRef;
import dev.gangway.domain.traffic.TrafficSplit;
import dev.gangway.domain.traffic.Weight;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The routes that Gangway adds where nobody has any, for what the service's ports speak. */
class OwnRoutesTest {
    private static final ClusterName K8S2 = new ClusterName("k8s2");
    private static final ClusterName EKS1 = new ClusterName("eks1");
    private static final ServiceRef DB = new ServiceRef("shop", "db");
    private static final String ROUTE =
            """
            'route': [
              {'destination': {'host': 'db.shop.svc.cluster.local', 'subset': 'k8s2'}, 'weight': 90},
              {'destination': {'host': 'db.shop.svc.cluster.local', 'subset': 'eks1'}, 'weight': 10}]
            """;

    @Test
    void shouldDivideConnections() {
        assertThat(spec(100, RouteProtocol.TCP))
                .isEqualTo(json("{'hosts': ['db.shop.svc.cluster.local'], 'tcp': [{" + ROUTE + "}]}"));
    }

    @Test
    void shouldDivideConnectionsOfTlsByTheNamesThatClientsCallTheServiceBy() {
        String names = "['db.shop.svc.cluster.local', 'db.shop.svc', 'db.shop', 'db']";

        assertThat(spec(100, RouteProtocol.TLS))
                .isEqualTo(json(
                        "{'hosts': " + names + ", 'tls': [{'match': [{'sniHosts': " + names + "}], " + ROUTE + "}]}"));
    }

    @Test
    void shouldRouteEachProtocolOfItsPorts() {
        JsonNode spec = spec(100, RouteProtocol.TCP, RouteProtocol.HTTP, RouteProtocol.TLS);

        assertThat(List.of(spec.path("http").path(0), spec.path("tcp").path(0))).containsOnly(json("{" + ROUTE + "}"));
        assertThat(spec.path("tls").path(0).path("route"))
                .isEqualTo(json("{" + ROUTE + "}").path("route"));
    }

    @Test
    void shouldKeepBothDestinationsAtTheEnds() {
        for (int permille : new int[] {0, 1000}) {
            assertThat(spec(permille, RouteProtocol.TCP).path("tcp").path(0).path("route"))
                    .as("at %d per mille", permille)
                    .hasSize(2);
        }
    }

    @Test
    void shouldRefuseRoutesOfNoProtocol() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> spec(100))
                .withMessage("routes of no protocol: name one of http, tls, tcp");
    }

    private static JsonNode spec(int permille, RouteProtocol... protocols) {
        DestinationRuleWeaving how = new DestinationRuleWeaving(
                new ShiftId("shop", "db-to-eks1"),
                DB,
                new TrafficSplit(K8S2, EKS1, new Weight(permille)),
                Map.of(K8S2, "k8s2", EKS1, "eks1"),
                SubsetLabel.NETWORK,
                Set.of(protocols),
                WeavingOptions.NONE);
        return new ServiceRoutes(DB, List.<ObjectNode>of())
                .weave(how).stream()
                        .flatMap(change -> change.after().stream())
                        .filter(object -> object.path("kind").asText().equals("VirtualService"))
                        .findFirst()
                        .orElseThrow()
                        .path("spec");
    }

    private static ObjectNode json(String text) {
        return Samples.json(text);
    }
}
