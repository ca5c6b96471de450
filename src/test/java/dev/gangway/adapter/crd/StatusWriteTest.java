package dev.gangway.adapter.crd;

import static dev.gangway.adapter.crd.Store.ID;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import dev.gangway.domain.shift.Shifting;
import dev.gangway.domain.shift.Shifts;
import dev.gangway.domain.traffic.Weight;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusWriteTest {
    @Test
    void shouldGiveBackWhatStandsAtTheApiServer() {
        try (Store store = new Store()) {
            TrafficShift held = store.client
                    .resource(store.create("checkout", ", intent: Pause"))
                    .edit(StatusWriteTest::labelled);

            TrafficShift written = new StatusWrite(store.client).write(held, status(20, ConditionTimes.NONE));

            assertStands(store, written);
            assertThat(written.getMetadata().getResourceVersion())
                    .isNotEqualTo(held.getMetadata().getResourceVersion());
        }
    }

    @Test
    void shouldWriteAgainOnWhatItGaveBack() {
        try (Store store = new Store()) {
            StatusWrite write = new StatusWrite(store.client);
            TrafficShift first = write.write(store.create("checkout", ""), status(20, ConditionTimes.NONE));

            TrafficShift second = write.write(first, status(40, first.conditionTimes()));

            assertStands(store, second);
            assertThat(second.getStatus().destinationPercent()).isEqualTo(4);
        }
    }

    @Test
    void shouldWriteNothingOverAnotherVersionNorIntoAShiftOfTheSameName() {
        try (Store store = new Store()) {
            StatusWrite write = new StatusWrite(store.client);
            TrafficShift held = store.create("checkout", "");
            TrafficShift theirs =
                    store.edit(ID, "service: checkout, source: k8s2, destination: eks1, intent: RollBack");

            assertThatExceptionOfType(KubernetesClientException.class)
                    .isThrownBy(() -> write.write(held, status(20, ConditionTimes.NONE)))
                    .satisfies(refused -> assertThat(refused.getCode()).isEqualTo(409));
            assertThat(store.stored(ID)).isEqualTo(theirs);

            var unused = store.client.resource(theirs).delete();
            assertThatExceptionOfType(KubernetesClientException.class)
                    .isThrownBy(() -> write.write(theirs, status(20, ConditionTimes.NONE)))
                    .satisfies(refused -> assertThat(refused.getCode()).isEqualTo(404));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"metadata\":{\"labels\":{\"resourceVersion\":\"5\"},\"resourceVersion\":\"7\"},\"status\":{}}",
                "{\"status\":{\"metadata\":{\"resourceVersion\":\"5\"}},\"metadata\":{\"resourceVersion\":\"7\"}}",
            })
    void shouldReadTheVersionWhereverItStandsInTheAnswer(String answer) throws IOException {
        assertThat(answered(answer).getMetadata().getResourceVersion()).isEqualTo("7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no JSON",
                "[]",
                "{\"status\":{}}",
                "{\"metadata\":{\"name\":\"checkout\"}}",
                "{\"metadata\":"
            })
    void shouldNotTakeAnAnswerWithoutAVersionForAnAnswer(String answer) {
        assertThatExceptionOfType(KubernetesClientException.class)
                .isThrownBy(() -> answered(answer))
                .withMessageContaining("answer");
    }

    private static void assertStands(Store store, TrafficShift written) {
        TrafficShift standing = store.stored(ID);
        assertThat(written.getMetadata()).isEqualTo(standing.pack().getMetadata());
        assertThat(written.getSpec()).isEqualTo(standing.getSpec());
        assertThat(written.getStatus())
                .usingRecursiveComparison()
                .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .isEqualTo(standing.getStatus());
    }

    private static TrafficShift answered(String answer) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = answer.getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        String address = "http://127.0.0.1:" + server.getAddress().getPort();
        try (KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder().withMasterUrl(address).build())
                .build()) {
            TrafficShift held = new TrafficShift();
            held.getMetadata().setNamespace("shop");
            held.getMetadata().setName("checkout");
            return new StatusWrite(client).write(held, status(20, ConditionTimes.NONE));
        } finally {
            server.stop(0);
        }
    }

    private static TrafficShift labelled(TrafficShift shift) {
        shift.getMetadata().setLabels(Map.of("team", "payments"));
        shift.getMetadata().setAnnotations(Map.of("why", "moving"));
        shift.getMetadata().setFinalizers(List.of(Api.FINALIZER));
        return shift;
    }

    private static TrafficShiftStatus status(int permille, ConditionTimes before) {
        return StatusMapping.status(Shifts.plan(), States.rich(new Shifting(new Weight(permille))), 1, before);
    }
}
