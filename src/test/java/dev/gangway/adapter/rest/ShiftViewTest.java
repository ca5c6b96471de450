package dev.gangway.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gangway.control.ShiftRecord;
import dev.gangway.control.ShiftState;
import dev.gangway.control.ShiftState.HistoryEntry;
import dev.gangway.domain.analysis.Evidence;
import dev.gangway.domain.analysis.Finding;
import dev.gangway.domain.analysis.LatencyHistogram;
import dev.gangway.domain.analysis.Traffic;
import dev.gangway.domain.analysis.Verdict;
import dev.gangway.domain.shift.AlertBook;
import dev.gangway.domain.shift.Link;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Phases;
import dev.gangway.domain.shift.Reason;
import dev.gangway.domain.shift.Request.Intent;
import dev.gangway.domain.shift.RolledBack;
import dev.gangway.domain.shift.RouteTarget.Stage;
import dev.gangway.domain.shift.Shifting;
import dev.gangway.domain.shift.Shifts;
import dev.gangway.domain.shift.TakenAlert;
import dev.gangway.domain.traffic.Protocol;
import dev.gangway.domain.traffic.Weight;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ShiftViewTest {
    private static final Instant AT = Instant.parse("2026-11-22T12:00:00Z");
    private static final Finding SEEN = new Finding(
            Finding.Objective.ERROR_RATIO,
            Verdict.DEGRADED,
            Shifts.K8S2,
            Shifts.EKS1,
            Protocol.HTTP,
            OptionalDouble.of(0.025),
            OptionalDouble.empty(),
            OptionalDouble.of(0.01),
            3,
            120,
            0,
            1400,
            1000);
    private static final Evidence GATHERED = new Evidence(
            Weight.NONE,
            Optional.of(AT),
            new Traffic(1000, 2, LatencyHistogram.EMPTY),
            new Traffic(120, 3, LatencyHistogram.EMPTY),
            List.of(),
            0,
            1,
            12,
            Optional.of(AT),
            Optional.of(AT),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    private static final Reason REASON = new Reason(Reason.Cause.VERDICT, "2.3 % failed, against 1 %", List.of(SEEN));

    @Test
    void shouldShowAShiftByTheNamesThatProgramsRelyOn() {
        JsonNode shown = show(new RolledBack(REASON, Optional.of(Stage.ROUTES)), Intent.ROLL_BACK);

        assertThat(keys(shown))
                .containsExactly(
                        "name",
                        "namespace",
                        "service",
                        "source",
                        "destination",
                        "mode",
                        "protocol",
                        "intent",
                        "requestedBy",
                        "attempt",
                        "phase",
                        "reason",
                        "cause",
                        "weights",
                        "clusters",
                        "verdict",
                        "evidence",
                        "history",
                        "began",
                        "alerts",
                        "plan",
                        "updated");
        assertThat(shown.path("name").asText()).isEqualTo("cart-to-eks1");
        assertThat(shown.path("mode").asText()).isEqualTo("Shift");
        assertThat(shown.path("protocol").asText()).isEqualTo("Http");
        assertThat(shown.path("phase").asText()).isEqualTo("RolledBack");
        assertThat(shown.path("intent").asText()).isEqualTo("RollBack");
        assertThat(shown.path("requestedBy").asText()).isEqualTo("ana");
        assertThat(shown.path("verdict").asText()).isEqualTo("DEGRADED");
        assertThat(shown.path("reason").asText()).isEqualTo("2.3 % failed, against 1 %");
        assertThat(shown.path("cause").asText()).isEqualTo("Verdict");
        assertThat(shown.path("weights")).hasToString("{\"k8s2\":100,\"eks1\":0}");
    }

    @Test
    void shouldShowTheWeightsThatAreWantedInPerCent() {
        assertThat(show(new Shifting(new Weight(1)), Intent.ADVANCE).path("weights"))
                .hasToString("{\"k8s2\":99.9,\"eks1\":0.1}");
        assertThat(show(Phases.ALL, Intent.ADVANCE).path("weights")).hasToString("{\"k8s2\":0,\"eks1\":100}");
    }

    @Test
    void shouldShowWhatEachClusterShowsOrWhyNot() {
        JsonNode clusters = show(Phases.shifting(1), Intent.ADVANCE).path("clusters");

        assertThat(clusters)
                .hasToString("[{\"name\":\"eks1\",\"reachable\":true,\"weights\":{\"k8s2\":90,\"eks1\":10}},"
                        + "{\"name\":\"k8s2\",\"reachable\":false,\"message\":\"it does not answer\"}]");
    }

    @Test
    void shouldShowTheNumbersThatTheVerdictRestsOn() {
        JsonNode evidence = show(Phases.shifting(1), Intent.ADVANCE).path("evidence");

        assertThat(keys(evidence))
                .containsExactly(
                        "gatheredSince",
                        "source",
                        "destination",
                        "findings",
                        "metricsProblem",
                        "blindSince",
                        "notInForce");
        assertThat(evidence.path("source")).hasToString("{\"requests\":1000,\"failures\":2}");
        assertThat(evidence.path("destination")).hasToString("{\"requests\":120,\"failures\":3}");
        JsonNode finding = evidence.path("findings").path(0);
        assertThat(keys(finding))
                .containsExactly(
                        "objective",
                        "verdict",
                        "destination",
                        "limit",
                        "bad",
                        "requests",
                        "evidence",
                        "evidenceLimit",
                        "sentence");
        assertThat(finding.path("limit").asDouble()).isEqualTo(0.01);
        assertThat(finding.path("evidence").asDouble()).isEqualTo(1400);
        assertThat(finding.path("evidenceLimit").asDouble()).isEqualTo(1000);
        assertThat(finding.path("sentence").asText()).isEqualTo(SEEN.sentence());
    }

    @Test
    void shouldShowTheHistoryWithItsReasonsAndNumbers() {
        JsonNode history = show(Phases.shifting(1), Intent.ADVANCE).path("history");

        assertThat(history).hasSize(1);
        assertThat(keys(history.path(0)))
                .containsExactly("at", "phase", "weights", "verdict", "cause", "reason", "findings");
        assertThat(history.path(0).path("phase").asText()).isEqualTo("RollingBack");
        assertThat(history.path(0).path("weights")).hasToString("{\"k8s2\":100,\"eks1\":0}");
        assertThat(history.path(0).path("findings")).hasSize(1);
    }

    @Test
    void shouldShowTheAlertsThatAReasonNamesWithTheirLinks() {
        AlertBook told = AlertBook.EMPTY.with(alert("f1")).with(alert("f2"));
        Reason paused = new Reason(Reason.Cause.ALERT, "paused by alert Slow (f2): severity warning", List.of());

        assertThat(AlertView.named(paused, told)).singleElement().satisfies(alert -> {
            assertThat(alert.fingerprint()).isEqualTo("f2");
            assertThat(alert.source()).isEqualTo("https://prometheus/graph");
            assertThat(alert.wanted()).isEqualTo("Pause");
        });
        assertThat(AlertView.named(new Reason(Reason.Cause.PERSON, paused.text(), List.of()), told))
                .isNull();
        assertThat(AlertView.named(paused, AlertBook.EMPTY)).isNull();
        assertThat(AlertView.of(told)).hasSize(2);
    }

    private static TakenAlert alert(String fingerprint) {
        return new TakenAlert(
                "Slow",
                fingerprint,
                AT,
                TakenAlert.Wanted.PAUSE,
                AT,
                Optional.empty(),
                true,
                Link.of("https://prometheus/graph"),
                Optional.empty());
    }

    private static JsonNode show(Phase phase, Intent intent) {
        ShiftState state = new ShiftState(
                        phase,
                        REASON,
                        1,
                        Verdict.DEGRADED,
                        List.of(SEEN),
                        GATHERED,
                        Map.of(Shifts.EKS1, Shifts.plan().split(new Weight(100))),
                        Map.of(Shifts.K8S2, "it does not answer"),
                        Optional.of("the Prometheus of k8s2 does not answer"),
                        Optional.of("clients in k8s2 send 38 % of 1,240 requests to eks1 where the routes say 5 %"),
                        List.of(new HistoryEntry(
                                AT, Phase.Kind.ROLLING_BACK, Shifts.plan().baseline(), Verdict.DEGRADED, REASON)),
                        AT)
                .blindSince(AT);
        // As text and back: a tree that is made without writing has other numbers in it.
        return Serialization.unmarshal(
                Serialization.asJson(ShiftView.of(new ShiftRecord("1", Shifts.plan(), Shifts.wants(intent), state))),
                JsonNode.class);
    }

    private static List<String> keys(JsonNode node) {
        List<String> keys = new ArrayList<>();
        node.fieldNames().forEachRemaining(keys::add);
        return keys;
    }
}
