package dev.gangway.sim;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleUnaryOperator;
import org.jboss.logging.Logger;

/**
 * A Prometheus that scrapes the proxies of one simulated cluster, and so knows what the clients there sent and what the servers
 * there received. It serves
 * {@code /api/v1/query} and {@code /api/v1/query_range} on a free loopback port, in simulated time, for the queries that
 * {@link PromQuery} lists.
 */
final class SimulatedPrometheus implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(SimulatedPrometheus.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SLOW_SECONDS = 20;
    private static final int LONGEST_FORM = 1 << 20;

    private final String cluster;
    private final Clock clock;
    private final Runnable beforeAnswer;
    private final ScrapeStore scrapes = new ScrapeStore();
    private final QueryEngine engine;
    private final HttpServer server;
    private final ScheduledExecutorService workers;
    private volatile Optional<PrometheusFault> fault = Optional.empty();

    /** Starts it. {@code beforeAnswer} brings the counters and the scrapes up to the clock. */
    SimulatedPrometheus(String cluster, Clock clock, Runnable beforeAnswer) throws IOException {
        this.cluster = cluster;
        this.clock = clock;
        this.beforeAnswer = beforeAnswer;
        engine = new QueryEngine(scrapes, Map.of("job", "istio-proxies", "instance", cluster + ".sim:15090"));
        workers = Executors.newScheduledThreadPool(2, daemons("gangway-sim-prometheus-" + cluster));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(workers);
        server.createContext("/api/v1/query", exchange -> handle(exchange, this::evaluate));
        server.createContext("/api/v1/query_range", exchange -> handle(exchange, this::evaluateRange));
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Takes a sample of all counters, unless it does so no more. */
    void scrape(Instant time, Counters.Snapshot counters) {
        if (fault.equals(Optional.of(PrometheusFault.STALE))) {
            return;
        }
        scrapes.add(new ScrapeStore.Scrape(time, counters));
    }

    Optional<PrometheusFault> fault() {
        return fault;
    }

    /** Makes it fail from now on; empty = makes it work again. */
    void setFault(Optional<PrometheusFault> now) {
        fault = now;
    }

    /** What is made of the parameters of a call. */
    private interface Evaluation {
        ObjectNode of(PromQuery query, Map<String, String> form, DoubleUnaryOperator values);
    }

    private void handle(HttpExchange exchange, Evaluation evaluation) {
        Optional<PrometheusFault> standing = fault;
        if (standing.equals(Optional.of(PrometheusFault.OUTAGE))) {
            exchange.close();
        } else if (standing.equals(Optional.of(PrometheusFault.SLOW))) {
            var unused = workers.schedule(() -> answer(exchange, evaluation, standing), SLOW_SECONDS, TimeUnit.SECONDS);
        } else {
            answer(exchange, evaluation, standing);
        }
    }

    private void answer(HttpExchange exchange, Evaluation evaluation, Optional<PrometheusFault> standing) {
        try (exchange) {
            int status = 200;
            ObjectNode body = JSON.createObjectNode();
            try {
                beforeAnswer.run();
                body.put("status", "success").set("data", data(form(exchange), evaluation, standing));
            } catch (IllegalArgumentException e) {
                status = 400;
                body.put("status", "error").put("errorType", "bad_data").put("error", e.getMessage());
            }
            byte[] bytes = JSON.writeValueAsBytes(body);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            LOG.debugf(e, "the caller of the simulated Prometheus of %s went away", cluster);
        }
    }

    private static ObjectNode data(
            Map<String, String> form, Evaluation evaluation, Optional<PrometheusFault> standing) {
        DoubleUnaryOperator values = standing.equals(Optional.of(PrometheusFault.NAN)) ? v -> Double.NaN : v -> v;
        ObjectNode data = evaluation.of(PromQuery.parse(required(form, "query")), form, values);
        if (standing.equals(Optional.of(PrometheusFault.EMPTY))
                && !data.path("resultType").asText().equals("scalar")) {
            data.putArray("result");
        }
        return data;
    }

    private ObjectNode evaluate(PromQuery query, Map<String, String> form, DoubleUnaryOperator values) {
        Instant time = form.containsKey("time") ? QueryEngine.time(form.get("time")) : clock.instant();
        return engine.evaluate(query, time, values);
    }

    private ObjectNode evaluateRange(PromQuery query, Map<String, String> form, DoubleUnaryOperator values) {
        Instant start = QueryEngine.time(required(form, "start"));
        Instant end = QueryEngine.time(required(form, "end"));
        Duration step = Duration.between(Instant.EPOCH, QueryEngine.time(required(form, "step")));
        return engine.evaluate(query, start, end, step, values);
    }

    private static String required(Map<String, String> form, String parameter) {
        if (!form.containsKey(parameter)) {
            throw new IllegalArgumentException("invalid parameter \"" + parameter + "\": it is missing");
        }
        return form.get(parameter);
    }

    private static Map<String, String> form(HttpExchange exchange) throws IOException {
        Map<String, String> form = new HashMap<>();
        String query = exchange.getRequestURI().getRawQuery();
        parse(query == null ? "" : query, form);
        parse(new String(exchange.getRequestBody().readNBytes(LONGEST_FORM), UTF_8), form);
        return form;
    }

    private static void parse(String encoded, Map<String, String> form) {
        for (String pair : encoded.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), UTF_8));
            }
        }
    }

    static ThreadFactory daemons(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
