package dev.gangway.adapter.istio.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.domain.traffic.ServiceRef;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MissingRoutesTest {
    private static final ServiceRef DB = new ServiceRef("shop", "db");
    private static final String TO_DB = "[{'route': [{'destination': {'host': 'db'}}]}]";
    private static final Set<RouteProtocol> BOTH = Set.of(RouteProtocol.HTTP, RouteProtocol.TCP);

    @Test
    void shouldFindThatRoutesForConnectionsAreLacking() {
        List<MissingRoutes> missing = missing("{}", "'hosts': ['db'], 'http': " + TO_DB);

        assertThat(missing).containsExactly(new MissingRoutes("VirtualService shop/theirs", RouteProtocol.TCP));
        assertThat(missing.get(0).id()).isEqualTo("unrouted-tcp");
        assertThat(missing.get(0).seen()).startsWith("has no route in spec.tcp,");
    }

    @Test
    void shouldFindNothingWhereEachProtocolHasRoutes() {
        assertThat(missing("{}", "'hosts': ['db'], 'http': " + TO_DB + ", 'tcp': " + TO_DB))
                .isEmpty();
    }

    @Test
    void shouldLookAtWhatGovernsTheHostOnlyAndNotAtGangwaysOwn() {
        assertThat(missing("{}", "'hosts': ['cart'], 'http': " + TO_DB)).isEmpty();
        assertThat(missing("{}", "'hosts': ['db'], 'gateways': ['edge'], 'http': " + TO_DB))
                .isEmpty();
        assertThat(missing("{'app.kubernetes.io/managed-by': 'gangway'}", "'hosts': ['db'], 'http': " + TO_DB))
                .isEmpty();
    }

    private static List<MissingRoutes> missing(String labels, String spec) {
        return MissingRoutes.of(
                DB,
                List.of(Samples.json(
                        "{'apiVersion': 'networking.istio.io/v1', 'kind': 'VirtualService', 'metadata': {'name': 'theirs',"
                                + " 'namespace': 'shop', 'labels': " + labels + "}, 'spec': {" + spec + "}}")),
                BOTH);
    }
}
