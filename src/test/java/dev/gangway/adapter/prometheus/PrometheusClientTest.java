package dev.gangway.adapter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gangway.adapter.prometheus.QueryMeter.Outcome;
import dev.gangway.adapter.prometheus.StubPrometheus.Answers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusClientTest {
    private static final Question QUESTION =
            Question.at(OptionalLong.of(1_000_000_007_042L), "sum by (x) (y)", "vector");
    private static final Duration LONG = Duration.ofSeconds(30);

    private final StubPrometheus stub = new StubPrometheus();
    private final List<String> measured = new CopyOnWriteArrayList<>();
    private final PrometheusClient client = new PrometheusClient(
            1000, (server, outcome, took) -> measured.add(server + " " + outcome + " " + !took.isNegative()));

    @AfterEach
    void close() {
        stub.close();
    }

    @Test
    void shouldPostTheQueryAndItsInstant() {
        stub.answering(saying(200, StubPrometheus.vector(StubPrometheus.row("7", "a", "b"))));
        Answer answer = client.ask(stub.server("eks1"), QUESTION, LONG, LONG).join();

        assertThat(answer.rows()).containsExactly(new Row(Map.of("a", "b"), 1_000_000_007_042L, "7"));
        assertThat(stub.queries()).hasSize(1);
        assertThat(stub.queries().get(0).promQl()).isEqualTo("sum by (x) (y)");
        assertThat(stub.queries().get(0).time()).isEqualTo("1000000007.042");
        assertThat(measured).containsExactly("eks1 ANSWERED true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":%s}}",
                "{\"data\":{\"result\":%s,\"resultType\":\"vector\",\"stats\":{\"a\":[1]}},\"status\":\"success\"}"
            })
    void shouldReadAVectorInWhateverOrderItIsSaid(String body) {
        String rows =
                "[{\"value\":[1.042,\"7\"],\"metric\":{\"a\":\"b\",\"c\":\"b\"},\"more\":[{}]},{\"metric\":{}},7]";
        stub.answering(saying(200, body.formatted(rows)));

        Question now = Question.at(OptionalLong.empty(), "sum by (x) (y)", "vector");
        assertThat(client.ask(stub.server("eks1"), now, LONG, LONG).join().rows())
                .containsExactly(
                        new Row(Map.of("a", "b", "c", "b"), 1042, "7"),
                        new Row(Map.of(), 0, ""),
                        new Row(Map.of(), 0, ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    401 | Unauthorized                                                          | HTTP 401; check the credentials Gangway has for it
                    403 | ''                                                                    | HTTP 403; check the credentials Gangway has for it
                    302 | ''                                                                    | HTTP 302
                    404 | 404 page not found                                                    | HTTP 404
                    500 | <html>                                                                | HTTP 500
                    422 | {"status":"error","errorType":"execution","error":"too many samples"} | HTTP 422: execution: too many samples
                    200 | {"status":"error","errorType":"bad_data","error":"parse error"}       | HTTP 200: bad_data: parse error
                    503 | {"status":"success","data":{"resultType":"vector","result":[]}}       | HTTP 503
                    """)
    void shouldSayWhatTheServerRefused(int status, String body, String said) {
        assertFailure(status, body, "Prometheus of eks1 answered " + said, Outcome.REFUSED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ''                                                               | nothing, which is not the Prometheus API
                    <html>\t login                                                   | '<html> login', which is not the Prometheus API
                    []                                                               | '[]', which is not the Prometheus API
                    {"status":"success","data":{}}                                   | '{"status":"success","data":{}}', which is not the Prometheus API
                    {"status":"success","data":{"resultType":"matrix","result":[]}}  | with a matrix, not a vector
                    {"status":"success","data":{"resultType":"vector","result":[{"m  | '{"status":"success","data":{"resultType":"vector","result":[{"m', which is not the Prometheus API
                    """)
    void shouldSayWhatIsNoAnswer(String body, String said) {
        assertFailure(200, body, "Prometheus of eks1 answered " + said, Outcome.UNREADABLE);
    }

    @Test
    void shouldHangUpOnABodyThatIsTooLong() {
        assertFailure(
                200,
                "x".repeat(1001),
                "Prometheus of eks1 answered with more bytes than are allowed",
                Outcome.UNREADABLE);
    }

    @Test
    void shouldGiveUpOnABodyThatDoesNotEnd() {
        stub.answering(new Answers() {
            @Override
            boolean hangs(String promQl) {
                return true;
            }
        });
        Throwable failure = catchThrowable(
                () -> client.ask(stub.server("eks1"), QUESTION, Duration.ofMillis(100), Duration.ofSeconds(5))
                        .join());
        assertThat(failure.getCause())
                .isInstanceOf(QueryFailedException.class)
                .hasMessage("Prometheus of eks1 did not answer within 5 s");
        assertThat(measured).containsExactly("eks1 TIMED_OUT true");
    }

    @Test
    void shouldNotRepeatSecretsThatTheServerRepeats() {
        stub.answering(saying(
                400,
                "{\"status\":\"error\",\"error\":\"no: Bearer hunter2 / hunter2 / tenant-7 " + "x".repeat(300)
                        + "\"}"));
        var server = stub.server("eks1", Map.of("X-Key", "tenant-7"), Authorization.bearer(() -> "hunter2"));
        Throwable failure =
                catchThrowable(() -> client.ask(server, QUESTION, LONG, LONG).join());
        assertThat(failure.getCause())
                .hasMessageStartingWith("Prometheus of eks1 answered HTTP 400: error: no: *** / *** / *** xxx")
                .hasMessageEndingWith("...");
    }

    @Test
    void shouldSayThatCredentialsCantBeUsedWithoutShowingThem() {
        for (Authorization broken : List.of(
                Authorization.bearerFrom(Path.of("hunter2-not-there")),
                Authorization.bearer(() -> "hunter2\nhunter2"),
                Authorization.basic("u", () -> {
                    throw new IllegalStateException("hunter2");
                }))) {
            Throwable failure =
                    catchThrowable(() -> client.ask(stub.server("eks1", Map.of(), broken), QUESTION, LONG, LONG)
                            .join());
            assertThat(failure.getCause())
                    .hasMessageStartingWith("the credentials for Prometheus of eks1 can't be used: ")
                    .hasMessageNotContaining("hunter2")
                    .hasNoCause();
        }
        assertThat(stub.queries()).isEmpty();
    }

    private void assertFailure(int status, String body, String sentence, Outcome outcome) {
        stub.answering(saying(status, body));
        Throwable failure = catchThrowable(
                () -> client.ask(stub.server("eks1"), QUESTION, LONG, LONG).join());
        assertThat(failure.getCause()).isInstanceOf(QueryFailedException.class).hasMessage(sentence);
        assertThat(measured).containsExactly("eks1 " + outcome + " true");
    }

    private static Answers saying(int status, String body) {
        return new Answers() {
            @Override
            String requests(String promQl) {
                return body;
            }

            @Override
            int status(String promQl) {
                return status;
            }
        };
    }
}
