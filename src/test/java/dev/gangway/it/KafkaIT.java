package dev.gangway.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.real.RealKafka;
import dev.gangway.sim.SimulatedMesh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The production package, which configuration alone has connected to a real Kafka broker. */
class KafkaIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String CHANNEL = "-Dmp.messaging.outgoing.shift-events.";

    @TempDir
    Path scratch;

    private SimulatedMesh mesh;
    private RealKafka kafka;
    private Replica gangway;

    @BeforeEach
    void start() throws IOException {
        kafka = RealKafka.start();
        mesh = SimulatedMesh.start(SimulatedMesh.Settings.of(Clock.systemUTC(), 77));
        mesh.drive();
        gangway = Replica.start(
                "kafka",
                Files.writeString(scratch.resolve("kubeconfig"), mesh.kubeconfig("management")),
                "-Dgangway.round-interval=1s",
                "-Dgangway.events.source=/gangway/test",
                CHANNEL + "connector=smallrye-kafka",
                CHANNEL + "bootstrap.servers=" + kafka.address(),
                // So short that what waits for a broker that is away is given up within this test.
                CHANNEL + "delivery.timeout.ms=2000",
                CHANNEL + "request.timeout.ms=1000",
                CHANNEL + "max.block.ms=2000",
                CHANNEL + "reconnect.backoff.max.ms=500");
        await().atMost(PATIENCE).ignoreExceptions().until(gangway::isReady);
    }

    @AfterEach
    void stop() {
        gangway.close();
        mesh.close();
        kafka.close();
    }

    @Test
    void shouldTellOfEachDecisionAsACloudEventInTheOrderOfItsShift() {
        begin("checkout");
        begin("ledger");
        await().atMost(PATIENCE).until(() -> "Shifting".equals(gangway.phase("checkout")));
        gangway.command("checkout", "rollback");
        await().atMost(PATIENCE).until(() -> "RolledBack".equals(gangway.phase("checkout")));

        List<ConsumerRecord<String, String>> told = read("shop/checkout", "dev.gangway.shift.rolled-back");

        assertThat(told)
                .extracting(ConsumerRecord::partition)
                .containsOnly(told.get(0).partition());
        assertThat(told)
                .extracting(one -> header(one, "ce_type"))
                .startsWith("dev.gangway.shift.preparing")
                .containsSubsequence(
                        "dev.gangway.shift.shifting",
                        "dev.gangway.shift.rolling-back",
                        "dev.gangway.shift.rolled-back");
        assertThat(told)
                .extracting(one -> OffsetDateTime.parse(header(one, "ce_time")))
                .isSorted();
        assertThat(told).extracting(one -> header(one, "ce_id")).doesNotHaveDuplicates();
        assertThat(told).allSatisfy(one -> assertThat(headers(one))
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("ce_source", "/gangway/test")
                .containsEntry("ce_subject", "shop/checkout")
                .containsEntry("ce_dataschema", "urn:gangway:schema:shift-event:v1")
                .containsEntry("ce_datacontenttype", "application/json"));
        assertThat(told.get(0).value()).contains("\"shift\":\"checkout\"", "\"to\":\"Preparing\"", "\"at\":\"20");
    }

    @Test
    void shouldGoOnWithoutItsBrokerAndTellAgainWhenThatIsBack() {
        begin("checkout");
        await().atMost(PATIENCE).until(() -> "Shifting".equals(gangway.phase("checkout")));
        kafka.kill();

        gangway.command("checkout", "pause");
        await().atMost(PATIENCE).until(() -> "Paused".equals(gangway.phase("checkout")));
        gangway.command("checkout", "resume");
        await().atMost(PATIENCE).until(() -> !"Paused".equals(gangway.phase("checkout")));
        await("what can't be told is counted").atMost(PATIENCE).until(() -> undelivered() >= 2);
        assertThat(gangway.isReady()).as("a broker is not needed").isTrue();

        kafka.startAgain();
        gangway.command("checkout", "rollback");
        await().atMost(PATIENCE).until(() -> "RolledBack".equals(gangway.phase("checkout")));

        assertThat(read("shop/checkout", "dev.gangway.shift.rolled-back")).isNotEmpty();
    }

    private void begin(String service) {
        await().atMost(PATIENCE).untilAsserted(() -> gangway.request()
                .contentType("application/json")
                .body("{\"service\":\"%s\",\"source\":\"k8s2\",\"destination\":\"eks1\"}".formatted(service))
                .post("/api/v1/namespaces/shop/shifts")
                .then()
                .statusCode(201));
    }

    private double undelivered() {
        return gangway.metrics()
                .lines()
                .filter(line -> line.startsWith("gangway_events_undelivered_total{channel=\"shift-events\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** The records of one shift from the beginning of the topic until the first of a type. */
    private List<ConsumerRecord<String, String>> read(String key, String lastType) {
        List<ConsumerRecord<String, String>> told = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.address(), "group.id", key, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(List.of("shift-events"));
            await().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(one -> {
                    if (key.equals(one.key())) {
                        told.add(one);
                    }
                });
                return told.stream().anyMatch(one -> lastType.equals(header(one, "ce_type")));
            });
        }
        return told;
    }

    private static String header(ConsumerRecord<String, String> told, String name) {
        return headers(told).getOrDefault(name, "");
    }

    private static Map<String, String> headers(ConsumerRecord<String, String> told) {
        Map<String, String> headers = new TreeMap<>();
        told.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        return headers;
    }
}
