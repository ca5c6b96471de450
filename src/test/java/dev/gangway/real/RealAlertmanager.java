package dev.gangway.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assertions;

/** The real Alertmanager as a process of this test, with one webhook receiver and no waiting in groups. */
public final class RealAlertmanager implements AutoCloseable {
    private static final String PROGRAM = "prometheus-alertmanager";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final Path directory;
    private final URI base;

    /** What it shows to webhooks. */
    public static final String TOKEN = "the-webhook-of-a-real-alertmanager";

    private RealAlertmanager(Process process, Path directory, URI base) {
        this.process = process;
        this.directory = directory;
        this.base = base;
    }

    /** Skips the test where Alertmanager is not installed, and fails it there in CI. */
    public static void assumeInstalled() {
        Program.assumeInstalled(PROGRAM);
    }

    /** Starts it and waits until it is ready. */
    public static RealAlertmanager start(URI webhook) {
        try {
            Path directory = Files.createTempDirectory("alertmanager");
            Files.writeString(
                    directory.resolve("alertmanager.yml"),
                    """
                    route:
                      receiver: gangway
                      group_by: [alertname, service]
                      group_wait: 0s
                      group_interval: 1s
                      repeat_interval: 1h
                    receivers:
                      - name: gangway
                        webhook_configs:
                          - url: %s
                            send_resolved: true
                            http_config:
                              authorization:
                                credentials: %s
                    """
                            .formatted(webhook, TOKEN));
            URI base = URI.create("http://127.0.0.1:" + Program.freePort());
            Process process = new ProcessBuilder(
                            Program.find(PROGRAM).orElseThrow().toString(),
                            "--config.file=alertmanager.yml",
                            "--storage.path=data",
                            "--cluster.listen-address=",
                            "--web.listen-address=" + base.getAuthority())
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("log").toFile())
                    .start();
            RealAlertmanager alertmanager = new RealAlertmanager(process, directory, base);
            Awaitility.await("Alertmanager is ready")
                    .atMost(Duration.ofMinutes(1))
                    .ignoreExceptions()
                    .until(() -> alertmanager.send(HttpRequest.newBuilder(base.resolve("/-/ready"))) == 200);
            return alertmanager;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells it of alerts as Prometheus does: a JSON list of labels, annotations and times. */
    public void alert(String alerts) {
        int status = send(HttpRequest.newBuilder(base.resolve("/api/v2/alerts"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(alerts)));
        Assertions.assertEquals(200, status, "Alertmanager did not take the alerts");
    }

    /** How many notifications it has sent to webhooks, those that failed among them, by its own meter. */
    public double notifications() {
        return meter("alertmanager_notifications_total{integration=\"webhook\"}");
    }

    /** How many requests to webhooks have failed, each attempt for itself. */
    public double failedAttempts() {
        return meter("alertmanager_notification_requests_failed_total{integration=\"webhook\"}");
    }

    private double meter(String sample) {
        return answer(HttpRequest.newBuilder(base.resolve("/metrics")))
                .body()
                .lines()
                .filter(line -> line.startsWith(sample))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        Program.delete(directory);
    }

    private int send(HttpRequest.Builder request) {
        return answer(request).statusCode();
    }

    private static HttpResponse<String> answer(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
