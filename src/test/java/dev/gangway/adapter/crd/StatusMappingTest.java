package dev.gangway.adapter.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gangway.adapter.crd.TrafficShiftStatus.PhaseName;
import dev.gangway.control.ShiftState;
import dev.gangway.domain.analysis.Evidence;
import dev.gangway.domain.analysis.Finding;
import dev.gangway.domain.analysis.Verdict;
import dev.gangway.domain.shift.Paused;
import dev.gangway.domain.shift.Pending;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Phases;
import dev.gangway.domain.shift.Preparing;
import dev.gangway.domain.shift.Reason;
import dev.gangway.domain.shift.Restoring;
import dev.gangway.domain.shift.RollingBack;
import dev.gangway.domain.shift.RouteTarget.Stage;
import dev.gangway.domain.shift.Shifting;
import dev.gangway.domain.shift.Shifts;
import dev.gangway.domain.traffic.Weight;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusMappingTest {
    static List<Phase> phases() {
        return Phases.all();
    }

    @ParameterizedTest
    @MethodSource("phases")
    void shouldReadBackWhatItWrites(Phase phase) {
        ShiftState state = States.rich(phase);

        assertThat(roundTrip(state)).isEqualTo(state);
    }

    @Test
    void shouldReadBackTheLeastThatThereIs() {
        ShiftState state = new ShiftState(
                new Pending(),
                new Reason(Reason.Cause.PREFLIGHT, "", List.of()),
                1,
                Verdict.INCONCLUSIVE,
                List.of(),
                Evidence.NONE,
                Map.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                States.AT);

        assertThat(roundTrip(state)).isEqualTo(state);
    }

    @Test
    void shouldKeepWhyAShiftGoesBackWhileItSaysWhatItWaitsFor() {
        Reason harm = new Reason(Reason.Cause.VERDICT, "2.3 % failed", States.FINDINGS);
        ShiftState state = States.rich(new RollingBack(harm, Optional.of(Stage.ROUTES), new Weight(556)));

        assertThat(state.reason()).isNotEqualTo(harm);
        assertThat(roundTrip(state)).isEqualTo(state);
    }

    @Test
    void shouldReadBackEveryWeight() {
        for (int permille = 0; permille <= 1000; permille++) {
            ShiftState state = States.rich(new Shifting(new Weight(permille)));

            assertThat(roundTrip(state).phase()).isEqualTo(state.phase());
        }
    }

    @ParameterizedTest
    @EnumSource(Phase.Kind.class)
    void shouldWriteThePhasesByTheNamesThatPeopleRead(Phase.Kind kind) {
        assertThat(Serialization.asJson(PhaseMapping.name(kind))).isEqualTo("\"" + kind.title() + "\"");
        assertThat(PhaseMapping.kind(PhaseMapping.name(kind))).isEqualTo(kind);
    }

    @Test
    void shouldBeginAtPendingWhereNothingWasWritten() {
        ShiftState state = StatusMapping.state(Shifts.plan(), null, States.AT);

        assertThat(state.phase()).isEqualTo(new Pending());
        assertThat(state.attempt()).isEqualTo(1);
        assertThat(state.recordedAt()).isEqualTo(States.AT);
        assertThat(StatusMapping.state(Shifts.plan(), TrafficShiftStatus.NONE.rejected("why"), States.AT))
                .isEqualTo(state);
    }

    @Test
    void shouldShowTheShareThatIsWantedNow() {
        TrafficShiftStatus status = status(States.rich(new Shifting(new Weight(1))), null);

        assertThat(status.destinationPercent()).isEqualTo(0.1);
        assertThat(status.position().destinationPercent()).isEqualTo(0.1);
        assertThat(status.observedGeneration()).isEqualTo(7);
    }

    @Test
    void shouldKeepWhereAPausedShiftGoesOn() {
        TrafficShiftStatus status = status(States.rich(new Paused(new Preparing(Stage.SUBSETS), Phases.REASON)), null);

        assertThat(status.position())
                .isEqualTo(new TrafficShiftStatus.Position(PhaseName.PREPARING, null, "SUBSETS", null, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PREVIEWING| {}                                         | status.position.preview is missing",
                "PREVIEWING| {preview: {headerName: Host}}              | name 'Host' must be a header's name in lower case",
                "SHIFTING  | {}                                         | destinationPercent is missing",
                "BAKING    | {}                                         | destinationPercent is missing",
                "PAUSED    | {}                                         | can't be paused in phase PENDING",
                "PAUSED    | {resumeTo: Succeeded}                      | can't be paused in phase SUCCEEDED",
                "SHIFTING  | {destinationPercent: 0.01}                 | weight 0.01 %",
                "PREPARING | {stage: REMOVED}                           | REMOVED is not a stage of preparing",
                "RESTORING | {stage: ROUTES}                            | ROUTES is not a stage of restoring",
                "PREPARING | {stage: HALF}                              | HALF",
            })
    void shouldRefuseAPositionThatDoesNotBelongToThePhase(PhaseName phase, String position, String words) {
        TrafficShiftStatus.Position at = Serialization.unmarshal("--- " + position, TrafficShiftStatus.Position.class);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PhaseMapping.phase(phase, at, Phases.REASON))
                .withMessageContaining(words);
    }

    @Test
    void shouldBeginAStagedPhaseAtItsFirstStageWhereNoneWasWritten() {
        assertThat(PhaseMapping.phase(PhaseName.PREPARING, null, Phases.REASON))
                .isEqualTo(new Preparing(Stage.DESTINATION_SUBSETS));
        assertThat(PhaseMapping.phase(PhaseName.RESTORING, null, Phases.REASON))
                .isEqualTo(new Restoring(Stage.ROUTES_REMOVED));
        assertThat(PhaseMapping.phase(PhaseName.ROLLED_BACK, null, Phases.REASON))
                .isEqualTo(Phases.rolledBack(Optional.empty()));
    }

    @Test
    void shouldShowWhatWasFoundWithItsOddsAndInWords() {
        assertThat(Serialization.asJson(
                        status(States.rich(Phases.shifting(1)), null).findings().get(0)))
                .isEqualTo("{\"objective\":\"ERROR_RATIO\",\"verdict\":\"DEGRADED\",\"destination\":0.023,"
                        + "\"source\":0.3333333333333333,\"limit\":0.01,\"bad\":99,\"requests\":4321,"
                        + "\"evidence\":1.4285714285714285E11,\"evidenceLimit\":1000.0,\"sentence\":\""
                        + States.FINDINGS.get(0).sentence() + "\"}");
    }

    @Test
    void shouldMakeTheSentenceOfTheNumbersAndTheClustersOfThePlan() {
        List<Finding> read = findings(
                """
                [{objective: ERROR_RATIO, verdict: DEGRADED, destination: 0.03, source: 0.001, limit: 0.0015, bad: 12,
                  requests: 400, evidence: 1400, evidenceLimit: 1000, sentence: all is well}]
                """);

        assertThat(read).extracting(Finding::sentence).singleElement().satisfies(sentence -> assertThat(sentence)
                .contains("12 of 400 requests to eks1 failed", "while k8s2 failed", "1400:1", "1000:1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{objective: ERROR_RATIO, verdict: HEALTHY, destination: 0, limit: 0.01, requests: 9, sentence: as good}",
                "{objective: SMELL, verdict: HEALTHY, bad: 1, requests: 9, evidence: 1, evidenceLimit: 1000}",
                "{objective: ERROR_RATIO, verdict: ODD, bad: 1, requests: 9, evidence: 1, evidenceLimit: 1000}",
                "{verdict: HEALTHY, bad: 1, requests: 9, evidence: 1, evidenceLimit: 1000}",
            })
    void shouldLeaveOutWhatAnotherVersionHasFound(String finding) {
        assertThat(findings("[" + finding + "]")).isEmpty();
    }

    @Test
    void shouldGoOnWithAStatusOfAnEarlierVersion() {
        TrafficShiftStatus earlier = Serialization.unmarshal(
                """
                ---
                phase: Shifting
                position: {destinationPercent: 10}
                destinationPercent: 10
                verdict: INCONCLUSIVE
                reason: {cause: VERDICT, text: needs 40 more requests, findings: [
                  {objective: ERROR_RATIO, verdict: INCONCLUSIVE, destination: 0, limit: 0.01, requests: 10, sentence: few}]}
                attempt: 2
                observedGeneration: 1
                clusters: [{name: eks1, reachable: true, destinationPercent: 10}]
                findings: [
                  {objective: ERROR_RATIO, verdict: INCONCLUSIVE, destination: 0, limit: 0.01, requests: 10, sentence: few}]
                evidence:
                  validFrom: "2026-11-22T12:00:00Z"
                  source: {requests: 800, failures: 1, latency: {"25.0": 799}}
                  reference: {requests: 4000, failures: 3, latency: {"25.0": 3997}}
                  lost: {lost: 0, requests: 5000}
                history: []
                recordedAt: "2026-11-22T12:00:10Z"
                """,
                TrafficShiftStatus.class);

        ShiftState state = StatusMapping.state(Shifts.plan(), earlier, States.AT);

        assertThat(state.phase()).isEqualTo(Phases.shifting(1));
        assertThat(state.attempt()).isEqualTo(2);
        assertThat(state.reason().text()).isEqualTo("needs 40 more requests");
        assertThat(state.findings()).isEmpty();
        assertThat(state.evidence()).isEqualTo(Evidence.NONE);
    }

    private static List<Finding> findings(String yaml) {
        return FindingMapping.findings(
                Shifts.plan(),
                List.of(Serialization.unmarshal("--- " + yaml, TrafficShiftStatus.FindingStatus[].class)));
    }

    private static ShiftState roundTrip(ShiftState state) {
        String json = Serialization.asJson(status(state, null));
        return StatusMapping.state(
                Shifts.plan(), Serialization.unmarshal(json, TrafficShiftStatus.class), States.AT.plusSeconds(99));
    }

    private static TrafficShiftStatus status(ShiftState state, TrafficShiftStatus before) {
        return StatusMapping.status(
                Shifts.plan(), state, 7, before == null ? ConditionTimes.NONE : ConditionTimes.of(before.conditions()));
    }
}
