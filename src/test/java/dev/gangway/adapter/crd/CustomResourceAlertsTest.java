package dev.gangway.adapter.crd;

import static dev.gangway.adapter.crd.Store.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.gangway.control.RefusedException;
import dev.gangway.control.ShiftRecord;
import dev.gangway.control.alert.AlertRule;
import dev.gangway.domain.shift.AlertBook;
import dev.gangway.domain.shift.Link;
import dev.gangway.domain.shift.Request;
import dev.gangway.domain.shift.Request.Intent;
import dev.gangway.domain.shift.Request.Origin;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.TakenAlert;
import dev.gangway.domain.shift.TakenAlert.Wanted;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CustomResourceAlertsTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00.123Z");
    private static final Request PAUSE = new Request(Intent.PAUSE, 1, Origin.ALERT, "alert A (f1)", "why", false);

    private final Store store = new Store();
    private final CustomResourceAlerts alerts = new CustomResourceAlerts(store.requests, store.cache);

    @AfterEach
    void stop() {
        store.close();
    }

    @Test
    void shouldKeepTheAlertsWithWhatIsWantedWhereEveryReplicaReadsThem() {
        store.create("checkout", "");
        AlertBook book = new AlertBook(
                List.of(
                        alert("f1", Optional.empty(), Link.of("http://prometheus/graph?g0.expr=\"a\"<b")),
                        alert("f1", Optional.empty(), Link.of("https://prometheus/graph?g0.expr=up")),
                        alert("f2", Optional.of(START.plusSeconds(9)), Optional.empty())),
                true);

        alerts.change(ID, (shift, rules) -> shift.with(PAUSE, book));

        assertThat(store.stored(ID).getSpec().intent()).isEqualTo(TrafficShiftSpec.Intent.PAUSE);
        try (ResourceCache another = new ResourceCache(store.client, id -> {})) {
            ShiftRecord read = another.record(another.shift(ID).orElseThrow());
            assertThat(read.alerts()).isEqualTo(book);
            assertThat(read.request()).isEqualTo(PAUSE);
        }
    }

    @Test
    void shouldWriteNothingWhereNothingChanges() {
        String version = store.create("checkout", "").getMetadata().getResourceVersion();

        alerts.change(ID, (shift, rules) -> shift);

        assertThat(store.stored(ID).getMetadata().getResourceVersion()).isEqualTo(version);
    }

    @Test
    void shouldChangeNothingOfTheSpecificationWhereOnlyAnAlertIsRemembered() {
        store.create("checkout", "");

        alerts.change(
                ID,
                (shift, rules) -> shift.with(
                        shift.request(), shift.alerts().with(alert("f1", Optional.empty(), Optional.empty()))));

        TrafficShift stored = store.stored(ID);
        assertThat(stored.getSpec().requestedBy()).isNull();
        assertThat(stored.getMetadata().getAnnotations()).containsKey(AlertAnnotation.KEY);
    }

    @Test
    void shouldComputeTheChangeAnewWhenSomebodyElseWroteMeanwhile() {
        store.create("checkout", "");
        AtomicInteger computed = new AtomicInteger();

        alerts.change(ID, (shift, rules) -> {
            if (computed.getAndIncrement() == 0) {
                store.edit(ID, "service: checkout, source: k8s2, destination: eks1, steps: [7]");
            }
            return shift.with(PAUSE, shift.alerts().with(alert("f1", Optional.empty(), Optional.empty())));
        });

        assertThat(computed).hasValue(2);
        assertThat(store.stored(ID).getSpec().steps()).containsExactly(7.0);
        assertThat(store.stored(ID).getSpec().intent()).isEqualTo(TrafficShiftSpec.Intent.PAUSE);
    }

    @Test
    void shouldGoByTheRulesOfTheShiftsPolicy() {
        ShiftPolicy policy = new ShiftPolicy();
        policy.setMetadata(new ObjectMetaBuilder()
                .withNamespace("shop")
                .withName("careful")
                .build());
        policy.setSpec(Serialization.unmarshal("--- {alerts: [{action: Ignore}]}", ShiftPolicySpec.class));
        store.client.resource(policy).create();
        store.create("checkout", ", policy: careful");
        store.create("ledger", "");
        await().until(() -> !store.cache.policies().isEmpty());
        List<AlertRule.Action> rules = new ArrayList<>();

        alerts.change(ID, (shift, said) -> {
            rules.addAll(said.rules().stream().map(AlertRule::action).toList());
            return shift;
        });
        assertThat(rules).containsExactly(AlertRule.Action.IGNORE);
        alerts.change(new ShiftId("shop", "ledger"), (shift, said) -> {
            assertThat(said.rules()).isEmpty();
            return shift;
        });
    }

    @Test
    void shouldKeepTheAlertsWhenAPersonChangesWhatIsWantedOrTheLoopRecords() {
        store.create("checkout", "");
        AlertBook book = AlertBook.EMPTY.with(alert("f1", Optional.empty(), Optional.empty()));
        alerts.change(ID, (shift, rules) -> shift.with(PAUSE, book));

        ShiftRecord resumed =
                store.requests.request(ID, shift -> new Request(Intent.ADVANCE, 1, Origin.PERSON, "ana", "", false));
        assertThat(resumed.alerts()).isEqualTo(book);

        await().until(() -> store.shifts.find(ID).isPresent());
        ShiftRecord recorded = store.shifts.record(
                store.shifts.find(ID).orElseThrow(),
                store.shifts.find(ID).orElseThrow().state());
        assertThat(recorded.alerts()).isEqualTo(book);
        assertThat(store.shifts.find(ID).orElseThrow().alerts()).isEqualTo(book);
    }

    @Test
    void shouldRefuseAShiftThatIsNotThere() {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> alerts.change(ID, (shift, rules) -> shift))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(RefusedException.Kind.NOT_FOUND));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "{}",
                "{\"alerts\":[{\"name\":\"A\"}]}",
                "{\"alerts\":[{\"name\":\"A\",\"fingerprint\":\"f\",\"startsAt\":\"now\",\"wanted\":\"PAUSE\"}]}",
            })
    void shouldTakeWhatSomebodyHasMadeUnreadableForNoneAndWriteOverIt(String annotation) {
        TrafficShift shift = store.create("checkout", "");
        shift.getMetadata().setAnnotations(Map.of(AlertAnnotation.KEY, annotation, "team", "shop"));
        store.client.resource(shift).update();

        alerts.change(ID, (read, rules) -> {
            assertThat(read.alerts()).isEqualTo(AlertBook.EMPTY);
            return read.with(PAUSE, AlertBook.EMPTY.with(alert("f1", Optional.empty(), Optional.empty())));
        });

        assertThat(AlertAnnotation.read(store.stored(ID)).alerts()).hasSize(1);
        assertThat(store.stored(ID).getMetadata().getAnnotations()).containsEntry("team", "shop");
    }

    @Test
    void shouldOfferNoLinkThatSomebodyHasWrittenThereAndIsNone() {
        TrafficShift shift = store.create("checkout", "");
        AlertAnnotation.write(
                shift, AlertBook.EMPTY.with(alert("f1", Optional.empty(), Link.of("http://prometheus/graph"))));
        shift.getMetadata()
                .getAnnotations()
                .compute(AlertAnnotation.KEY, (key, json) -> json.replace("http://prometheus/graph", "javascript:x"));

        assertThat(AlertAnnotation.read(shift).alerts()).singleElement().satisfies(alert -> assertThat(alert.source())
                .isEmpty());
    }

    private static TakenAlert alert(String fingerprint, Optional<Instant> resolvedAt, Optional<Link> source) {
        return new TakenAlert(
                "HighLatency", fingerprint, START, Wanted.PAUSE, START, resolvedAt, true, source, Optional.empty());
    }
}
