package dev.gangway.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The Prometheus of one cluster: answers the queries that a round has, by their shape, and no others. Its answers are as long as a
 * real one's, and cost next to nothing to make.
 */
final class LeanPrometheus implements AutoCloseable {
    private static final Pattern HOSTS = Pattern.compile("destination_service=~\"([^\"]+)\"");
    private static final Pattern WINDOW = Pattern.compile("offset (\\d+)ms");
    private static final Pattern ELEMENT = Pattern.compile("\\{\"metric\":(\\{[^}]*\\}),\"value\":(\\[[^\\]]*\\])\\}");
    private static final int SCRAPES_SHOWN = 30;
    private static final int BYTES_OF_A_SERVICE = 6_000;

    private final TrafficRows traffic;
    private final HttpServer server;
    private final LongAdder queries = new LongAdder();
    private final LongAdder rounds = new LongAdder();
    private final ExecutorService threads = Executors.newFixedThreadPool(4, task -> {
        Thread thread = new Thread(task, "prometheus");
        thread.setDaemon(true);
        return thread;
    });

    /** Starts it. */
    LeanPrometheus(TrafficRows traffic) throws IOException {
        this.traffic = traffic;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        server.setExecutor(threads);
        server.createContext("/api/v1/query", this::handle);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    long queries() {
        return queries.sum();
    }

    /** How many rounds have begun: each asks for the time once. */
    long rounds() {
        return rounds.sum();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            queries.increment();
            String form = new String(exchange.getRequestBody().readAllBytes(), US_ASCII);
            String query = parameter(form, "query");
            Bytes out = new Bytes(1_000);
            boolean isRange = exchange.getRequestURI().getPath().endsWith("_range");
            int code = (isRange ? range(query, form, out) : answer(query, form, out)) ? 200 : 400;
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(code, out.size());
            out.writeTo(exchange.getResponseBody());
        } catch (IOException e) {
            // The caller has given up.
        }
    }

    private boolean answer(String query, String form, Bytes out) {
        String at = parameter(form, "time");
        double now = at.isEmpty() ? Clock.systemUTC().millis() / 1000.0 : Double.parseDouble(at);
        return answer(query, now, seconds(now), out);
    }

    /** At each step what it would be at that instant, the values of a series in one element. */
    private boolean range(String query, String form, Bytes out) {
        double end = Double.parseDouble(parameter(form, "end"));
        double step = Double.parseDouble(parameter(form, "step"));
        Map<String, StringBuilder> series = new LinkedHashMap<>();
        for (double at = Double.parseDouble(parameter(form, "start")); at < end + step / 2; at += step) {
            Bytes vector = new Bytes(1_000);
            if (!answer(query, at, seconds(at), vector)) {
                return false;
            }
            Matcher elements = ELEMENT.matcher(new String(vector.toByteArray(), US_ASCII));
            while (elements.find()) {
                StringBuilder values = series.computeIfAbsent(elements.group(1), metric -> new StringBuilder());
                values.append(values.isEmpty() ? "" : ",").append(elements.group(2));
            }
        }
        success("matrix", out)
                .add(series.entrySet().stream()
                        .map(one -> "{\"metric\":" + one.getKey() + ",\"values\":[" + one.getValue() + "]}")
                        .collect(Collectors.joining(",")))
                .add("]}}");
        return true;
    }

    private static String seconds(double instant) {
        return String.format(Locale.ROOT, "%.3f", instant);
    }

    private boolean answer(String query, double now, String time, Bytes out) {
        if (query.equals("time()")) {
            rounds.increment();
            success("scalar", out).add(time + ",\"" + time + "\"");
        } else if (query.startsWith("time() - ")) {
            success("vector", out).add("{\"metric\":{},\"value\":[" + time + ",\"0.5\"]}");
        } else if (query.startsWith("count(")) {
            success("vector", out).add("{\"metric\":{},\"value\":[" + time + ",\"1\"]}");
        } else if (query.endsWith("]")) {
            samples(now, success("matrix", out));
        } else if (query.startsWith("sum by")) {
            sums(query, time, success("vector", out));
        } else {
            out.add("{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"no such query here\"}");
            return false;
        }
        out.add("]}}");
        return true;
    }

    private static Bytes success(String type, Bytes out) {
        return out.add("{\"status\":\"success\",\"data\":{\"resultType\":\"" + type + "\",\"result\":[");
    }

    /** A scrape a second, so that the rounds may come as fast as they are told to. */
    private static void samples(double now, Bytes out) {
        out.add("{\"metric\":{\"__name__\":\"istio_requests_total\"},\"values\":[");
        for (int ago = SCRAPES_SHOWN; ago >= 0; ago--) {
            out.add(String.format(Locale.ROOT, "[%.3f,\"1\"]%s", now - ago, ago == 0 ? "" : ","));
        }
        out.add("]}");
    }

    private void sums(String query, String time, Bytes out) {
        Matcher hosts = HOSTS.matcher(query);
        Matcher window = WINDOW.matcher(query);
        if (!hosts.find() || !window.find()) {
            return;
        }
        long millis = Long.parseLong(window.group(1));
        boolean durations = query.contains("istio_request_duration_milliseconds_bucket");
        String[] asked = hosts.group(1).replace("\\\\.", ".").split("\\|");
        Bytes rows = new Bytes(asked.length * BYTES_OF_A_SERVICE);
        for (String host : asked) {
            if (durations) {
                traffic.durations(host, millis, time, rows);
            } else {
                traffic.counts(host, millis, time, rows);
            }
        }
        out.write(rows.toByteArray(), 0, Math.max(0, rows.size() - 1));
    }

    private static String parameter(String form, String name) {
        for (String pair : form.split("&")) {
            if (pair.startsWith(name + "=")) {
                return URLDecoder.decode(pair.substring(name.length() + 1), UTF_8);
            }
        }
        return "";
    }
}
