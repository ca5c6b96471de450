package dev.gangway.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assertions;

/** A real Kafka broker, which is its own controller, as a process of this test; it can be killed and started again on what it holds. */
public final class RealKafka implements AutoCloseable {
    private static final String CLUSTER_ID = "MkU3OEVBNTcwNTJENDM2Qk";

    private final int port = Program.freePort();
    private final Path directory;
    private Process process;

    private RealKafka(Path directory) {
        this.directory = directory;
    }

    /** Starts it and waits until it answers. */
    public static RealKafka start() {
        try {
            RealKafka kafka = new RealKafka(Files.createTempDirectory("kafka"));
            kafka.format();
            kafka.startAgain();
            return kafka;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code bootstrap.servers} has it. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    /** After {@link #kill}. */
    public void startAgain() {
        process = java("kafka.Kafka", "server.properties");
        Awaitility.await("Kafka answers").atMost(Duration.ofMinutes(2)).until(this::answers);
    }

    /** SIGKILL. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
        Program.delete(directory);
    }

    private void format() throws IOException {
        int controller = Program.freePort();
        Files.writeString(
                directory.resolve("server.properties"),
                """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
                controller.listener.names=CONTROLLER
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                log.dirs=%3$s
                num.partitions=3
                offsets.topic.num.partitions=1
                offsets.topic.replication.factor=1
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                group.initial.rebalance.delay.ms=0
                """
                        .formatted(port, controller, directory.resolve("data")));
        int exit = java("kafka.tools.StorageTool", "format", "-t", CLUSTER_ID, "-c", "server.properties")
                .onExit()
                .join()
                .exitValue();
        Assertions.assertEquals(0, exit, "Kafka's storage could not be formatted");
    }

    private boolean answers() throws InterruptedException {
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                address(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                2_000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                2_000))) {
            return !admin.describeCluster().nodes().get().isEmpty();
        } catch (ExecutionException e) {
            return false;
        }
    }

    private Process java(String main, String... arguments) {
        List<String> command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Xmx256m",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                main),
                        Arrays.stream(arguments))
                .toList();
        try {
            return new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            Path.of("target", "kafka.log").toAbsolutePath().toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
