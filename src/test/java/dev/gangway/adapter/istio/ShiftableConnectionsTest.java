package dev.gangway.adapter.istio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.adapter.istio.weave.RouteProtocol;
import dev.gangway.domain.traffic.Protocol;
import dev.gangway.domain.traffic.ServiceRef;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Services that are shifted by their connections. */
class ShiftableConnectionsTest {
    private static final ServiceRef DB = new ServiceRef("shop", "db");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # ports                                            | routes         | warnings
                    {port: 9000, name: tcp}                            | TCP            | connections-cut
                    {port: 9000, name: tcp-db}                         | TCP            | connections-cut
                    {port: 443, name: https, appProtocol: tcp}         | TCP            | connections-cut
                    {port: 443, name: https}                           | TLS            | connections-cut, server-names
                    {port: 443, name: TLS-web}                         | TLS            | connections-cut, server-names
                    {port: 443, appProtocol: kubernetes.io/wss}        | TLS            | connections-cut, server-names
                    {port: 6379, name: redis}                          | TCP            | connections-cut
                    {port: 27017, name: mongo-x}                       | TCP            | connections-cut
                    {port: 3306}                                       | TCP            | connections-cut
                    {port: 25, name: mail}                             | TCP            | connections-cut
                    {port: 1, name: tcp-a}, {port: 2, name: tls-b}     | TCP, TLS       | connections-cut, server-names
                    {port: 1, name: tcp-a}, {port: 2, name: http-b}    | TCP, HTTP      | connections-cut, unjudged-port
                    """)
    void shouldShiftWhatIstioRoutesByConnectionAndSayWhatToKnow(String ports, String routes, String warnings) {
        Service service = service(ports);

        assertThat(Shiftable.obstacle(service, Protocol.TCP)).isEmpty();
        assertThat(Shiftable.routes(service))
                .isEqualTo(Arrays.stream(routes.split(", "))
                        .map(RouteProtocol::valueOf)
                        .collect(Collectors.toSet()));
        assertThat(Shiftable.warnings(DB, service, Protocol.TCP))
                .extracting(Shiftable.Remark::id)
                .containsExactly(warnings.split(", "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {port: 80, name: http}                                 | has only ports of HTTP or gRPC
                    {port: 80, name: http}, {port: 81, name: grpc}         | has only ports of HTTP or gRPC
                    {port: 9000}                                           | has port 9000, of which nothing says
                    {port: 1, name: tcp}, {port: 2, name: web}             | has port 2, of which nothing says
                    {port: 53, protocol: UDP}                              | has port 53, which is UDP or SCTP
                    {port: 53, name: tcp}, {port: 54, protocol: UDP}       | has port 54, which is UDP or SCTP
                    {port: 9, name: tcp, protocol: SCTP}                   | has port 9, which is UDP or SCTP
                    """)
    void shouldSayWhatCantBeShiftedByConnectionAndTheWayOut(String ports, String seen) {
        Shiftable.Remark obstacle =
                Shiftable.obstacle(service(ports), Protocol.TCP).orElseThrow();

        assertThat(obstacle.seen()).startsWith(seen);
        assertThat(obstacle.todo()).isNotBlank();
        assertThat(Shiftable.warnings(DB, service(ports), Protocol.TCP)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"clusterIP: None", "type: ExternalName, clusterIP: 10.0.0.1"})
    void shouldRefuseWhatNoProtocolCanShift(String spec) {
        Service service = Serialization.unmarshal(
                "--- {kind: Service, spec: {" + spec + ", ports: [{port: 1, name: tcp}]}}", Service.class);

        assertThat(Shiftable.obstacle(service, Protocol.TCP)).isPresent();
    }

    @Test
    void shouldSendWhoShiftsByRequestsToTheProtocolOfConnections() {
        assertThat(Shiftable.obstacle(service("{port: 9000, name: tcp}"), Protocol.HTTP))
                .hasValueSatisfying(obstacle -> {
                    assertThat(obstacle.field()).isEqualTo("protocol");
                    assertThat(obstacle.todo()).contains("spec.protocol: Tcp");
                });
        assertThat(Shiftable.warnings(DB, service("{port: 80, name: http}"), Protocol.HTTP))
                .isEmpty();
        assertThat(Shiftable.routes(service("{port: 80, name: http}, {port: 81, name: web}")))
                .isEqualTo(Set.of(RouteProtocol.HTTP));
    }

    @Test
    void shouldNameTheNamesThatAreLetThroughOnAPortOfTls() {
        List<Shiftable.Remark> warnings = Shiftable.warnings(DB, service("{port: 443, name: tls}"), Protocol.TCP);

        assertThat(warnings.get(1).seen())
                .contains("(SNI) than db.shop.svc.cluster.local, db.shop.svc, db.shop, db are reset");
    }

    private static Service service(String ports) {
        return Serialization.unmarshal(
                "--- {kind: Service, spec: {clusterIP: 10.0.0.1, ports: [" + ports + "]}}", Service.class);
    }
}
