package dev.gangway.it;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.gangway.sim.SimulatedMesh;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever somebody writes where a name belongs: no cluster, Secret, address or query becomes of it. */
@QuarkusTest
class HostileInputTest {
    /** Stands for the address of a server that nobody may be made to call. */
    private static final String TRAP = "TRAP";

    private static final Map<String, Object> WISH =
            Map.of("service", "checkout", "source", "k8s2", "destination", "eks1");

    private final ObjectMapper json = new ObjectMapper();
    private final List<String> trapped = new CopyOnWriteArrayList<>();
    private HttpServer trap;

    @Inject
    SimulatedMesh mesh;

    @BeforeEach
    void setTrap() throws IOException {
        trap = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        trap.createContext("/", exchange -> {
            trapped.add(exchange.getRequestURI().toString());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        trap.start();
    }

    @AfterEach
    void stopTrap() {
        trap.stop(0);
    }

    static Stream<String> hostile() {
        return Stream.of(
                "http://TRAP/x",
                "//TRAP/x",
                "gopher:\\\\TRAP",
                "TRAP@127.0.0.1",
                "../../secrets/k8s2-kubeconfig",
                "..%2f..%2fsecrets",
                "shop/../../gangway-system/secrets/k8s2-kubeconfig",
                "x\"} or vector(1) #",
                "{__name__=~\".+\"}",
                "checkout\" or \"\"=\"",
                ".*",
                "*",
                "checkout payments",
                "${jndi:ldap://TRAP/x}",
                "${KUBECONFIG}",
                "$(id)",
                "x\r\nX-Injected: 1",
                "x\u0000",
                "<script>alert(1)</script>",
                "CHECKOUT",
                "-x",
                "x".repeat(300),
                "\u202echeckout");
    }

    /** Where a request has a name, in its path or its query. */
    private static final List<String> READS = List.of(
            "/namespaces/{}/shifts",
            "/namespaces/shop/shifts/{}",
            "/namespaces/{}/shifts/checkout",
            "/namespaces/shop/shifts/{}/history",
            "/namespaces/shop/shifts/{}/preflight",
            "/namespaces/shop/policies/{}",
            "/namespaces/{}/policies",
            "/namespaces/shop/services/{}/backtest",
            "/namespaces/{}/services/checkout/backtest",
            "/namespaces/shop/services/checkout/backtest?source={}",
            "/namespaces/shop/services/checkout/backtest?policy={}",
            "/namespaces/shop/services/checkout/backtest?from={}",
            "/namespaces/shop/services/checkout/backtest?to={}",
            "/namespaces/shop/services/checkout/backtest?seed={}",
            "/clusters/{}",
            "/clusters/{}/gateway",
            "/clusters/{}/decommission-report",
            "/clusters/eks1/decommission-report?days={}",
            "/clusters/{}/namespaces/shop/enrolment",
            "/clusters/eks1/namespaces/{}/enrolment",
            "/shifts?namespace={}",
            "/shifts?cluster={}",
            "/shifts?phase={}",
            "/shifts?continue={}",
            "/shifts?limit={}");

    private static final List<String> COMMANDS = List.of(
            "POST /namespaces/shop/shifts/{}/rollback",
            "POST /namespaces/{}/shifts/checkout/pause",
            "DELETE /namespaces/shop/shifts/{}",
            "PUT /clusters/{}/gateway",
            "PUT /clusters/{}/remote-secrets/eks1",
            "PUT /clusters/eks1/remote-secrets/{}",
            "DELETE /clusters/eks1/namespaces/{}/enrolment",
            "DELETE /clusters/{}/namespaces/shop/enrolment");

    @ParameterizedTest
    @MethodSource("hostile")
    void shouldReadNothingOfACallersChoice(String written) {
        String value = set(written);

        for (String path : READS) {
            Response answer = send("GET", path, value);

            // A list of what has such a name is as empty as one of what has another.
            boolean isNothing = answer.statusCode() == 200
                    && path.startsWith("/namespaces/{}")
                    && answer.jsonPath().getList("items").isEmpty();
            assertThat(isNothing || isRefused(answer))
                    .as("%s: %d %s", path, answer.statusCode(), answer.asString())
                    .isTrue();
            assertThat(answer.header("X-Injected")).isNull();
        }
        assertThat(trapped).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void shouldChangeNothingOfACallersChoice(String written) {
        String value = set(written);
        Map<String, String> before = Mesh.versions(mesh);

        for (String command : COMMANDS) {
            String[] words = command.split(" ", 2);
            Response answer = send(words[0], words[1], value);

            assertThat(isRefused(answer))
                    .as("%s: %d %s", command, answer.statusCode(), answer.asString())
                    .isTrue();
        }
        assertThat(trapped).isEmpty();
        assertThat(Mesh.versions(mesh)).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void shouldStartNothingOfACallersChoice(String written) throws IOException {
        String value = set(written);
        Map<String, String> before = Mesh.versions(mesh);

        for (String field : List.of("name", "service", "source", "destination", "policy")) {
            refuses("POST", "/namespaces/shop/shifts", with(field, value));
            refuses("POST", "/namespaces/shop/preflight", with(field, value));
        }
        refuses("POST", "/clusters/eks1/namespaces/shop/enrolment", Map.of("revision", value));
        refuses("PUT", "/clusters/eks1/remote-secrets/k8s2", Map.of("apiServer", value));
        assertThat(trapped).isEmpty();
        assertThat(Mesh.versions(mesh)).isEqualTo(before);
    }

    private void refuses(String method, String path, Map<String, Object> body) throws IOException {
        Response answer = given().contentType(ContentType.JSON)
                .body(json.writeValueAsBytes(body))
                .request(method, "/api/v1" + path);

        assertThat(isRefused(answer))
                .as("%s %s: %d %s", path, body, answer.statusCode(), answer.asString())
                .isTrue();
    }

    private static Map<String, Object> with(String field, String value) {
        Map<String, Object> body = new HashMap<>(WISH);
        body.put(field, value);
        return body;
    }

    private static Response send(String method, String path, String value) {
        String encoded = URLEncoder.encode(value, UTF_8).replace("+", "%20");
        return given().urlEncodingEnabled(false).request(method, "/api/v1" + path.replace("{}", encoded));
    }

    /** As a mistake of the caller's, in words of ours. */
    private static boolean isRefused(Response answer) {
        return answer.statusCode() >= 400
                && answer.statusCode() < 500
                && String.valueOf(answer.contentType()).startsWith("application/problem+json");
    }

    private String set(String value) {
        return value.replace(TRAP, "127.0.0.1:" + trap.getAddress().getPort());
    }
}
