package dev.gangway.adapter.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** A server that answers queries as it is told, on a free port. */
final class StubPrometheus implements AutoCloseable {
    /** Stands for the instant that was asked for. */
    static final String ASKED = "1699990000.25";

    static final String EMPTY_VECTOR = success("vector", "[]");
    static final String EMPTY_MATRIX = success("matrix", "[]");
    static final String WATCHED = success("vector", "[{\"metric\":{},\"value\":[" + ASKED + ",\"3\"]}]");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<Query> queries = new CopyOnWriteArrayList<>();
    private volatile Answers answers = new Answers();

    record Query(Map<String, String> form, Map<String, List<String>> headers) {
        String promQl() {
            return form.get("query");
        }

        String time() {
            return form.getOrDefault("time", "");
        }
    }

    /** What is said to each kind of query. */
    static class Answers {
        private static final AtomicInteger SECONDS = new AtomicInteger(1_700_000_000);

        /** A second later each time. */
        String now() {
            return success("scalar", "[1,\"" + SECONDS.incrementAndGet() + "\"]");
        }

        String samples() {
            return EMPTY_MATRIX;
        }

        String watched() {
            return WATCHED;
        }

        /** Since the last scrape. */
        String age() {
            return vector(row("0.5"));
        }

        String requests(String promQl) {
            return EMPTY_VECTOR;
        }

        String durations(String promQl) {
            return EMPTY_VECTOR;
        }

        int status(String promQl) {
            return 200;
        }

        /** Whether the rest of this body never comes. */
        boolean hangs(String promQl) {
            return false;
        }

        /** To a query along a range of time. */
        String past(Map<String, String> form) {
            return EMPTY_MATRIX;
        }

        final String to(Map<String, String> form) {
            return form.containsKey("step") ? past(form) : to(form.get("query"));
        }

        private String to(String promQl) {
            if (promQl.equals("time()")) {
                return now();
            }
            if (promQl.startsWith("time() - ")) {
                return age();
            }
            if (promQl.startsWith("count(")) {
                return watched();
            }
            if (promQl.endsWith("[180s]")) {
                return samples();
            }
            return promQl.contains("_bucket{") ? durations(promQl) : requests(promQl);
        }
    }

    StubPrometheus() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.setExecutor(threads);
        http.createContext("/", this::serve);
        http.start();
    }

    static String success(String type, String result) {
        return "{\"status\":\"success\",\"data\":{\"resultType\":\"" + type + "\",\"result\":" + result + "}}";
    }

    /** One element of a vector: labels as name, value, name, value, and the value. */
    static String row(String value, String... labels) {
        StringBuilder metric = new StringBuilder();
        for (int i = 0; i < labels.length; i += 2) {
            metric.append(i == 0 ? "" : ",").append("\"%s\":\"%s\"".formatted(labels[i], labels[i + 1]));
        }
        return "{\"metric\":{" + metric + "},\"value\":[" + ASKED + ",\"" + value + "\"]}";
    }

    static String vector(String... rows) {
        return success("vector", "[" + String.join(",", rows) + "]");
    }

    StubPrometheus answering(Answers given) {
        answers = given;
        return this;
    }

    PrometheusServer server(String name) {
        return server(name, Map.of(), Authorization.NONE);
    }

    PrometheusServer server(String name, Map<String, String> headers, Authorization authorization) {
        return new PrometheusServer(name, base(), headers, authorization, HTTP);
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/prometheus/");
    }

    List<Query> queries() {
        return List.copyOf(queries);
    }

    private void serve(HttpExchange exchange) throws IOException {
        Map<String, String> form = Arrays.stream(
                        new String(exchange.getRequestBody().readAllBytes(), UTF_8).split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8)));
        String promQl = form.get("query");
        queries.add(new Query(form, Map.copyOf(exchange.getRequestHeaders())));
        byte[] body =
                answers.to(form).replace(ASKED, form.getOrDefault("time", "1")).getBytes(UTF_8);
        String place = form.containsKey("step") ? "query_range" : "query";
        boolean rightPlace = exchange.getRequestURI().getPath().equals("/prometheus/api/v1/" + place);
        exchange.sendResponseHeaders(rightPlace ? answers.status(promQl) : 404, 0);
        try (exchange) {
            if (answers.hangs(promQl)) {
                exchange.getResponseBody().write(body, 0, body.length / 2);
                exchange.getResponseBody().flush();
                closing.await();
            }
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        http.stop(0);
        threads.shutdownNow();
    }
}
