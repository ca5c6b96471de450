package dev.gangway.real;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assertions;

/**
 * The real Prometheus as a process of this test: its own directory, a free port, targets that can change while it runs (it
 * takes some seconds to see that), kill and start again with or without its data.
 */
public final class RealPrometheus implements AutoCloseable {
    private static final String PROGRAM = "prometheus";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Path directory;
    private final int port;
    private final Path binary;
    private Optional<Process> process = Optional.empty();
    private List<String> arguments = List.of();

    private RealPrometheus(Path binary, Path directory, int port) {
        this.binary = binary;
        this.directory = directory;
        this.port = port;
    }

    /** Skips the test where Prometheus is not installed, and fails it there in CI. */
    public static void assumeInstalled() {
        Program.assumeInstalled(PROGRAM);
    }

    /**
     * Starts it and waits until it is ready.
     *
     * @param scrapeInterval as Prometheus writes it, such as {@code 500ms}
     * @param targets host:port of what to scrape at /metrics, in job "pods"
     */
    public static RealPrometheus start(String scrapeInterval, Collection<String> targets) {
        return start(scrapeInterval, "/metrics", targets);
    }

    /** The same, with what is scraped at another path. */
    public static RealPrometheus start(String scrapeInterval, String path, Collection<String> targets) {
        assumeInstalled();
        try {
            Path directory = Files.createTempDirectory("prometheus");
            var prometheus = new RealPrometheus(Program.find(PROGRAM).orElseThrow(), directory, Program.freePort());
            prometheus.target(targets);
            Files.writeString(
                    directory.resolve("prometheus.yml"),
                    """
                    global:
                      scrape_interval: %s
                      scrape_timeout: %s
                    scrape_configs:
                      - job_name: pods
                        metrics_path: %s
                        file_sd_configs:
                          - files: [targets.json]
                    """
                            .formatted(scrapeInterval, scrapeInterval, path));
            prometheus.start();
            return prometheus;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts one that scrapes nothing and remembers what was written down. */
    public static RealPrometheus remembering(Recording recording) {
        assumeInstalled();
        PromTool.assumeInstalled();
        try {
            Path directory = Files.createTempDirectory("prometheus");
            Files.writeString(directory.resolve("prometheus.yml"), "scrape_configs: []\n");
            Files.writeString(directory.resolve("recording"), recording.openMetrics());
            PromTool.run(directory, "tsdb", "create-blocks-from", "openmetrics", "--quiet", "recording", "data");
            var prometheus = new RealPrometheus(Program.find(PROGRAM).orElseThrow(), directory, Program.freePort());
            prometheus.start();
            return prometheus;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens. */
    public URI base() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Scrapes these from now on (some seconds later). */
    public void target(Collection<String> targets) {
        String list = targets.stream().map(target -> '"' + target + '"').collect(Collectors.joining(","));
        try {
            Path next = Files.writeString(directory.resolve("targets.json.next"), "[{\"targets\":[" + list + "]}]");
            Files.move(
                    next,
                    directory.resolve("targets.json"),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The whole JSON of the answer to an instant query. */
    public String query(String promQl) {
        return get("/api/v1/query?query=" + URLEncoder.encode(promQl, UTF_8)).orElseThrow();
    }

    /** Kills it, as a lost node would. */
    public void kill() {
        process.ifPresent(running -> {
            running.destroyForcibly();
            try {
                Assertions.assertTrue(running.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS), "still running");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        process = Optional.empty();
    }

    /** Forgets what it scraped; only while it does not run. */
    public void loseData() {
        Program.delete(directory.resolve("data"));
    }

    /** Has these on the command line too when it is started next. */
    public void arguments(String... more) {
        arguments = List.of(more);
    }

    /** Puts a file where it runs, or adds to one that is there. */
    public void append(String file, String text) {
        try {
            Files.writeString(directory.resolve(file), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it again at the same port and waits until it is ready. */
    public void start() {
        List<String> command = new ArrayList<>(List.of(
                binary.toString(),
                "--config.file=prometheus.yml",
                "--storage.tsdb.path=data",
                "--web.listen-address=127.0.0.1:" + port));
        command.addAll(arguments);
        try {
            process = Optional.of(new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("log").toFile())
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Awaitility.await("Prometheus is ready")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(this::isReady);
    }

    @Override
    public void close() {
        kill();
        Program.delete(directory);
    }

    /** One that wants credentials is ready to ask for them. */
    private boolean isReady() {
        return send("/-/ready")
                .filter(response -> response.statusCode() == 200 || response.statusCode() == 401)
                .isPresent();
    }

    private Optional<String> get(String path) {
        return send(path).filter(response -> response.statusCode() == 200).map(HttpResponse::body);
    }

    private Optional<HttpResponse<String>> send(String path) {
        try {
            return Optional.of(
                    HTTP.send(HttpRequest.newBuilder(URI.create(base() + path)).build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
