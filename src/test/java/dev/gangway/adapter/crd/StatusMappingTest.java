package dev.gangway.adapter.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gangway.adapter.crd.TrafficShiftStatus.PhaseName;
import dev.gangway.control.ShiftState;
import dev.gangway.domain.analysis.Evidence;
import dev.gangway.domain.analysis.LatencyHistogram;
import dev.gangway.domain.analysis.Proportion;
import dev.gangway.domain.analysis.Traffic;
import dev.gangway.domain.analysis.Verdict;
import dev.gangway.domain.shift.Paused;
import dev.gangway.domain.shift.Pending;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Phases;
import dev.gangway.domain.shift.Preparing;
import dev.gangway.domain.shift.Reason;
import dev.gangway.domain.shift.Restoring;
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
                List.of(),
                States.AT);

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

        assertThat(status.position()).isEqualTo(new TrafficShiftStatus.Position(PhaseName.PREPARING, null, "SUBSETS"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
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
    void shouldFindTheSameLatenciesWithoutTheEmptyBuckets() {
        LatencyHistogram whole = States.histogram(Map.of(0.5, 3L, 50.0, 40L, 500.0, 5L, Double.POSITIVE_INFINITY, 2L));

        LatencyHistogram read = roundTrip(whole);

        assertSameLatencies(read, whole);
        assertThat(read.countsByUpperMillis())
                .hasSizeLessThan(whole.countsByUpperMillis().size());
        assertThat(read).isEqualTo(whole).hasSameHashCodeAs(whole);
    }

    @Test
    void shouldFindTheSameLatenciesWhenItGoesOnCounting() {
        LatencyHistogram before = States.histogram(Map.of(50.0, 40L, 500.0, 5L, Double.POSITIVE_INFINITY, 2L));
        LatencyHistogram more = States.histogram(Map.of(10.0, 9L, 100.0, 30L, 2500.0, 1L));

        assertSameLatencies(roundTrip(before).plus(more), before.plus(more));
        assertSameLatencies(more.plus(roundTrip(before)), before.plus(more));
        assertSameLatencies(roundTrip(roundTrip(before).plus(more)), before.plus(more));
        assertThat(roundTrip(before).plus(more)).isEqualTo(before.plus(more));
    }

    private static void assertSameLatencies(LatencyHistogram found, LatencyHistogram wanted) {
        for (double quantile = 0.01; quantile < 1; quantile += 0.01) {
            assertThat(found.quantileMillis(quantile))
                    .as("quantile %s", quantile)
                    .isEqualTo(wanted.quantileMillis(quantile));
        }
        for (double millis = 0; millis < 12_000; millis += 7) {
            assertThat(found.slowerThan(millis)).as("slower than %s", millis).isEqualTo(wanted.slowerThan(millis));
        }
    }

    private static LatencyHistogram roundTrip(LatencyHistogram latency) {
        Traffic traffic = new Traffic(latency.count(), 0, latency);
        Evidence evidence = new Evidence(Optional.empty(), traffic, Traffic.NONE, Traffic.NONE, new Proportion(0, 0));
        String json = Serialization.asJson(AnalysisMapping.status(evidence));
        return AnalysisMapping.evidence(Serialization.unmarshal(json, TrafficShiftStatus.EvidenceStatus.class))
                .source()
                .latency();
    }

    private static ShiftState roundTrip(ShiftState state) {
        String json = Serialization.asJson(status(state, null));
        return StatusMapping.state(
                Shifts.plan(), Serialization.unmarshal(json, TrafficShiftStatus.class), States.AT.plusSeconds(99));
    }

    private static TrafficShiftStatus status(ShiftState state, TrafficShiftStatus before) {
        return StatusMapping.status(Shifts.plan(), state, 7, before);
    }
}
