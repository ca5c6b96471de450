package dev.gangway.adapter.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gangway.control.gate.GateCall;
import dev.gangway.control.gate.GateCalls.Answer;
import dev.gangway.control.gate.GateCalls.Outcome;
import dev.gangway.domain.shift.Gate;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Shifts;
import dev.gangway.domain.traffic.Weight;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Gates over HTTP, against a server of the JDK. */
class WebhookCallsTest {
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<String> paths = new CopyOnWriteArrayList<>();
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private final List<Outcome> metered = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer server;

    @TempDir
    Path secrets;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | PASSED     | answered 200",
                "202 | PASSED     | answered 202",
                "204 | PASSED     | answered 204",
                "302 | REFUSED    | answered 302, and redirects are not followed",
                "400 | REFUSED    | answered 400",
                "403 | REFUSED    | answered 403",
                "500 | REFUSED    | answered 500",
                "502 | UNANSWERED | did not answer: what stands before it says 502",
                "503 | UNANSWERED | did not answer: what stands before it says 503",
                "504 | UNANSWERED | did not answer: what stands before it says 504",
            })
    void shouldTakeTheStatusForTheAnswer(int status, Outcome outcome, String words) {
        assertThat(call(gate("/" + status, 0))).isEqualTo(new Answer(outcome, words));
        assertThat(metered).containsExactly(outcome);
        assertThat(paths).containsExactly("/" + status);
    }

    @Test
    void shouldSendWhatFlaggerSendsAndItsOwn() {
        Answer unused = call(gate("/200", 0));

        JsonPath sent = JsonPath.from(bodies.get(0));
        assertThat(sent.getMap("").keySet())
                .containsExactlyInAnyOrder(
                        "name",
                        "namespace",
                        "phase",
                        "checksum",
                        "type",
                        "failedChecks",
                        "canaryWeight",
                        "iterations",
                        "metadata",
                        "service",
                        "source",
                        "destination",
                        "attempt",
                        "nextWeight");
        assertThat(sent.getString("name")).isEqualTo("cart-to-eks1");
        assertThat(sent.getString("namespace")).isEqualTo("shop");
        assertThat(sent.getString("phase")).isEqualTo("Shifting");
        assertThat(sent.getString("type")).isEqualTo("confirm-traffic-increase");
        assertThat(sent.getInt("canaryWeight")).isEqualTo(10);
        assertThat(sent.getInt("nextWeight")).isEqualTo(50);
        assertThat(sent.getString("checksum")).matches("[0-9a-f]{20}");
        assertThat(sent.getMap("metadata")).isEqualTo(Map.of("team", "shop", "eventType", "Normal"));
    }

    @Test
    void shouldCallAgainAsOftenAsItIsToldWhereNothingAnswersAndNotForANo() {
        assertThat(call(gate("/503", 2)).outcome()).isEqualTo(Outcome.UNANSWERED);
        assertThat(paths).hasSize(3);
        paths.clear();

        assertThat(call(gate("/403", 2)).outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(paths).hasSize(1);
        assertThat(metered).hasSize(2);
    }

    @Test
    void shouldGiveUpOnAGateThatHangs() {
        assertThat(call(gate("/hangs", 0))).isEqualTo(new Answer(Outcome.UNANSWERED, "did not answer within 1 s"));
    }

    @Test
    void shouldReadNothingOfAnAnswerWithoutEnd() {
        assertThat(call(gate("/endless", 0))).isEqualTo(new Answer(Outcome.PASSED, "answered 200"));
    }

    @Test
    void shouldTellAGateThatIsNotThere() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }

        assertThat(call(gate(URI.create("http://127.0.0.1:" + free + "/"), 0)))
                .isEqualTo(new Answer(Outcome.UNANSWERED, "can't be reached (ConnectException)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://169.254.169.254/latest", "http://127.0.0.1.example.com/", "https://10.0.0.1/x"})
    void shouldCallNoHostThatIsNotNamed(String url) {
        Answer answer = call(gate(URI.create(url), 0));

        assertThat(answer.outcome()).isEqualTo(Outcome.UNANSWERED);
        assertThat(answer.words()).startsWith("may not be called: gangway.gates.hosts does not name ");
    }

    @ParameterizedTest
    @CsvSource({
        "gates.example.com,      http://gates.example.com/,       true",
        "gates.example.com,      https://GATES.example.com:9/x,   true",
        "Gates.Example.com,      http://gates.example.com/,       true",
        "gates.example.com,      http://other.example.com/,       false",
        "gates.example.com:8080, http://gates.example.com:8080/,  true",
        "gates.example.com:8080, http://gates.example.com/,       false",
        "gates.example.com:443,  https://gates.example.com/,      true",
        "*.example.com,          http://a.b.example.com/,         true",
        "*.example.com,          http://example.com/,             false",
        "*.example.com,          http://evil-example.com/,        false",
        "*.example.com,          http://example.com.evil.org/,    false",
        "*.example.com,          http://evil.org/.example.com,    false",
    })
    void shouldAdmitTheHostsThatAreNamed(String pattern, URI url, boolean admitted) {
        assertThat(new AllowedHosts(List.of(pattern)).admit(url)).isEqualTo(admitted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "http://gates.example.com", "gates.example.com/x", "*.", "a b"})
    void shouldRefuseToBeginWithWhatIsNoHost(String pattern) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AllowedHosts(List.of(pattern)))
                .withMessageContaining("is no host: write it as");
    }

    @Test
    void shouldSendATokenToItsHostAloneAndReadItAnew() throws IOException {
        Answer without = call(gate("/200", 0));
        Files.writeString(secrets.resolve("127.0.0.1"), "first\n");
        Answer first = call(gate("/200", 0));
        Files.writeString(secrets.resolve("127.0.0.1"), "second");
        Answer second = call(gate("/200", 0));

        assertThat(List.of(without, first, second)).extracting(Answer::outcome).containsOnly(Outcome.PASSED);
        assertThat(tokens).containsExactly("none", "Bearer first", "Bearer second");
    }

    @Test
    void shouldTellNothingOfATokenThatCanNotBeSent() throws IOException {
        Files.writeString(secrets.resolve("127.0.0.1"), "se\ncret");

        Answer answer = call(gate("/200", 0));

        assertThat(answer.outcome()).isEqualTo(Outcome.UNANSWERED);
        assertThat(answer.words()).doesNotContain("cret").contains("no legal request");
    }

    private Answer call(Gate gate) {
        WebhookCalls calls = new WebhookCalls(
                List.of("127.0.0.1"), Optional.of(secrets), (type, outcome, took) -> metered.add(outcome));
        GateCall call = new GateCall(
                Shifts.plan(),
                1,
                Phase.Kind.SHIFTING,
                new Weight(100),
                Optional.of(new Weight(500)),
                0,
                Map.of("eventType", "Normal"));
        return calls.call(gate, call).toCompletableFuture().join();
    }

    private Gate gate(String path, int retries) {
        return gate(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path), retries);
    }

    private static Gate gate(URI url, int retries) {
        return new Gate(
                "check",
                Gate.Type.CONFIRM_TRAFFIC_INCREASE,
                url,
                Duration.ofSeconds(1),
                retries,
                Duration.ofSeconds(10),
                3,
                Map.of("team", "shop"));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            paths.add(exchange.getRequestURI().getPath());
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            tokens.add(Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                    .orElse("none"));
            answer(exchange, exchange.getRequestURI().getPath().substring(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange, String path) throws IOException, InterruptedException {
        switch (path) {
            case "hangs" -> end.await();
            case "endless" -> {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write(new byte[10_000]);
                exchange.getResponseBody().flush();
                end.await();
            }
            default -> {
                exchange.getResponseHeaders().set("Location", "/200");
                exchange.sendResponseHeaders(Integer.parseInt(path), -1);
            }
        }
    }
}
