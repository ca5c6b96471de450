package dev.gangway.adapter.istio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.domain.traffic.Protocol;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShiftableTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{port: 80}",
                "{port: 80, protocol: TCP}",
                "{port: 80, name: http}",
                "{port: 80, name: http-web}",
                "{port: 80, name: http2}",
                "{port: 80, name: grpc}",
                "{port: 80, name: grpc-web}",
                "{port: 80, name: web}",
                "{port: 80, name: tcp-http, appProtocol: http}",
                "{port: 80, name: web, appProtocol: kubernetes.io/h2c}",
                "{port: 80, name: web, appProtocol: kubernetes.io/ws}",
                "{port: 3306, name: http}",
            })
    void shouldShiftWhatIstioRoutesByRequest(String port) {
        assertThat(Shiftable.obstacle(service("clusterIP: 10.0.0.1, ports: [" + port + "]"), Protocol.HTTP))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{clusterIP: None, ports: [{port: 80, name: http}]}          | is headless",
                "{type: ExternalName, externalName: a.example.org, ports: [{port: 80}]} | is an ExternalName",
                "{type: ExternalName, externalName: a.example.org}           | is an ExternalName",
                "{clusterIP: 10.0.0.1}                                       | has no ports",
                "{clusterIP: 10.0.0.1, ports: []}                            | has no ports",
                "{ports: [{port: 53, protocol: UDP}]}                        | has port 53,",
                "{ports: [{port: 53, name: http, protocol: UDP}]}            | has port 53,",
                "{ports: [{port: 99, protocol: SCTP}]}                       | has port 99,",
                "{ports: [{port: 9000, name: tcp}]}                          | has port 9000,",
                "{ports: [{port: 9000, name: tcp-metrics}]}                  | has port 9000,",
                "{ports: [{port: 443, name: https}]}                         | has port 443,",
                "{ports: [{port: 443, name: tls-web}]}                       | has port 443,",
                "{ports: [{port: 6379, name: redis}]}                        | has port 6379,",
                "{ports: [{port: 80, name: http, appProtocol: tcp}]}         | has port 80,",
                "{ports: [{port: 80, name: http, appProtocol: HTTPS}]}       | has port 80,",
                "{ports: [{port: 80, name: http, appProtocol: kubernetes.io/wss}]} | has port 80,",
                "{ports: [{port: 80, name: http}, {port: 81, name: mongo-x}]} | has port 81,",
                "{ports: [{port: 25}]}                                       | has port 25,",
                "{ports: [{port: 3306, name: db}]}                           | has port 3306,",
                "{ports: [{port: 27017, name: db}]}                          | has port 27017,",
            })
    void shouldSayWhatCantBeShiftedAndTheWayOut(String spec, String seen) {
        Shiftable.Remark obstacle = Shiftable.obstacle(service(spec.substring(1, spec.length() - 1)), Protocol.HTTP)
                .orElseThrow();

        assertThat(obstacle.seen()).startsWith(seen);
        assertThat(obstacle.todo()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--- {kind: Service}", "--- {kind: Service, spec: {ports: null}}"})
    void shouldNotShiftAServiceThatSaysNothing(String yaml) {
        assertThat(Shiftable.obstacle(Serialization.unmarshal(yaml, Service.class), Protocol.HTTP))
                .isPresent();
    }

    private static Service service(String spec) {
        return Serialization.unmarshal("--- {kind: Service, spec: {" + spec + "}}", Service.class);
    }
}
