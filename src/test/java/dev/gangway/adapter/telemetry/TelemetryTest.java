package dev.gangway.adapter.telemetry;

import static dev.gangway.adapter.telemetry.MeteredShifts.AT_10_PERCENT;
import static dev.gangway.adapter.telemetry.MeteredShifts.AT_50_PERCENT;
import static dev.gangway.adapter.telemetry.MeteredShifts.ID;
import static dev.gangway.adapter.telemetry.MeteredShifts.event;
import static dev.gangway.adapter.telemetry.MeteredShifts.notWritten;
import static dev.gangway.adapter.telemetry.MeteredShifts.shift;
import static dev.gangway.adapter.telemetry.MeteredShifts.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.control.Leadership;
import dev.gangway.control.ShiftRecord;
import dev.gangway.domain.analysis.Samples;
import dev.gangway.domain.analysis.Verdict;
import dev.gangway.domain.shift.Hold;
import dev.gangway.domain.shift.Passage;
import dev.gangway.domain.shift.Phase.Kind;
import dev.gangway.domain.shift.Phases;
import dev.gangway.domain.shift.Reason.Cause;
import dev.gangway.domain.shift.Shifts;
import dev.gangway.domain.shift.Succeeded;
import dev.gangway.domain.traffic.Weight;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.prometheus.client.CollectorRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TelemetryTest {
    private static final Map<String, String> NO_LABELS = Map.of();

    private final Exposition exposition = new Exposition();
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final Telemetry telemetry = exposition.telemetry();

    @Test
    void shouldShowThePhaseOfAShift() {
        telemetry.turned(shift(AT_10_PERCENT));

        assertThat(exposition.samples("gangway_shift_phase", NO_LABELS))
                .containsExactly(new Exposition.Sample(
                        "gangway_shift_phase",
                        Map.of(
                                "namespace", "shop",
                                "shift", "cart-to-eks1",
                                "service", "cart",
                                "source", "k8s2",
                                "destination", "eks1",
                                "phase", "Shifting"),
                        1));
    }

    @Test
    void shouldNotHoldAMeterTwiceWhereThereIsOneRegistryAlone() {
        CompositeMeterRegistry many = new CompositeMeterRegistry();
        many.add(registry);

        new Telemetry(many, new CollectorRegistry(), Leadership.alone()).roundEnded(1, Duration.ofMillis(250));

        assertThat(many.getMeters()).isEmpty();
        assertThat(registry.get("gangway.round").timer().count()).isOne();
    }

    @Test
    void shouldMeasureIntoEachRegistryThatThereIs() {
        CompositeMeterRegistry many = new CompositeMeterRegistry();
        many.add(registry);
        many.add(new SimpleMeterRegistry());

        new Telemetry(many, new CollectorRegistry(), Leadership.alone()).roundEnded(1, Duration.ofMillis(250));

        assertThat(many.getRegistries()).hasSize(2).allSatisfy(one -> assertThat(
                        one.get("gangway.round").timer().count())
                .isOne());
    }

    @Test
    void shouldShowOnlyThePhaseThatTheShiftIsInNow() {
        telemetry.turned(shift(AT_10_PERCENT));
        telemetry.turned(shift(Phases.rollingBack(Optional.empty())));

        assertThat(exposition.samples("gangway_shift_phase", NO_LABELS))
                .extracting(sample -> sample.labels().get("phase"))
                .containsExactly("RollingBack");
    }

    @Test
    void shouldShowWhetherClientsFollowTheRoutes() {
        telemetry.turned(shift(AT_10_PERCENT));
        assertThat(exposition.value("gangway_shift_not_in_force", NO_LABELS)).isZero();

        telemetry.turned(MeteredShifts.notInForce(AT_10_PERCENT));
        assertThat(exposition.value("gangway_shift_not_in_force", NO_LABELS)).isOne();
    }

    @Test
    void shouldShowWhatHoldsAShiftBesidesEvidence() {
        ShiftRecord free = shift(AT_10_PERCENT);
        telemetry.turned(free);
        assertThat(exposition.value("gangway_shift_held", Map.of("by", "Approval")))
                .isZero();

        Passage step = new Passage(Passage.Kind.RISE, 1, Weight.ALL);
        telemetry.turned(new ShiftRecord(
                free.version(),
                free.plan(),
                free.request(),
                free.state().heldBy(new Hold(Hold.Kind.APPROVAL, step, Optional.empty()))));
        assertThat(exposition.value("gangway_shift_held", Map.of("by", "Approval")))
                .isOne();
        assertThat(exposition.value("gangway_shift_held", Map.of("by", "Window")))
                .isZero();
    }

    @Test
    void shouldShowWhetherPodsAreLackingAndNothingWhereThatIsNotKnown() {
        telemetry.turned(shift(AT_10_PERCENT));
        assertThat(exposition.value("gangway_shift_capacity_lacking", NO_LABELS))
                .isZero();

        telemetry.turned(MeteredShifts.lackingPods(AT_10_PERCENT, true));
        assertThat(exposition.value("gangway_shift_capacity_lacking", NO_LABELS))
                .isOne();

        telemetry.turned(MeteredShifts.lackingPods(AT_10_PERCENT, false));
        assertThat(exposition.value("gangway_shift_capacity_lacking", NO_LABELS))
                .isNaN();
    }

    @Test
    void shouldShowWhetherAnotherWriterPutsRoutesBack() {
        telemetry.turned(shift(AT_10_PERCENT));
        assertThat(exposition.value("gangway_shift_contested", NO_LABELS)).isZero();

        telemetry.turned(MeteredShifts.contested(AT_10_PERCENT));
        assertThat(exposition.value("gangway_shift_contested", NO_LABELS)).isOne();
    }

    @Test
    void shouldShowTheDestinationsShareAsItStandsInEachClusterAndAsItIsWanted() {
        telemetry.turned(shift(AT_50_PERCENT));

        assertThat(exposition.value("gangway_shift_weight", Map.of("cluster", "k8s2")))
                .isEqualTo(0.1);
        assertThat(exposition.value("gangway_shift_weight", Map.of("cluster", "eks1")))
                .isEqualTo(0.1);
        assertThat(exposition.value("gangway_shift_weight_wanted", NO_LABELS)).isEqualTo(0.5);

        telemetry.turned(shift(new Succeeded()));

        assertThat(exposition.value("gangway_shift_weight_wanted", NO_LABELS)).isEqualTo(1);
    }

    @Test
    void shouldShowNoShareOfAClusterThatCanNotBeSeen() {
        telemetry.turned(shift(AT_10_PERCENT));
        telemetry.turned(
                shift(AT_10_PERCENT, Verdict.HEALTHY, Map.of(Shifts.K8S2, Samples.toDestination(100)), List.of()));

        assertThat(exposition.value("gangway_shift_weight", Map.of("cluster", "eks1")))
                .isNaN();
        assertThat(exposition.value("gangway_shift_weight", Map.of("cluster", "k8s2")))
                .isEqualTo(0.1);
    }

    @Test
    void shouldShowWhatWasSeenAgainstWhat() {
        telemetry.turned(shift(AT_10_PERCENT));

        Map<String, String> errors = Map.of("objective", "error_ratio");
        assertThat(exposition.value("gangway_shift_objective_destination", errors))
                .isEqualTo(0.002);
        assertThat(exposition.value("gangway_shift_objective_source", errors)).isEqualTo(0.001);
        assertThat(exposition.value("gangway_shift_objective_limit", errors)).isEqualTo(0.0065);
        assertThat(exposition.value("gangway_shift_objective_limit", Map.of("objective", "latency_millis")))
                .isEqualTo(310);
    }

    @Test
    void shouldShowTheEvidenceOfHarmBesideWhatRollsBack() {
        telemetry.turned(shift(AT_10_PERCENT));

        Map<String, String> errors = Map.of("objective", "error_ratio");
        assertThat(exposition.value("gangway_shift_harm_evidence", errors)).isEqualTo(0.8);
        assertThat(exposition.value("gangway_shift_harm_evidence_limit", errors))
                .isEqualTo(1000);
        assertThat(exposition.value("gangway_shift_harm_evidence_limit", Map.of("objective", "latency_millis")))
                .isEqualTo(2000);
    }

    @Test
    void shouldShowNoNumberOfAnObjectiveThatNothingIsKnownOf() {
        telemetry.turned(shift(AT_10_PERCENT));
        telemetry.turned(shift(AT_10_PERCENT, Verdict.INCONCLUSIVE, Map.of(), List.of()));

        assertThat(exposition.samples("gangway_shift_objective_destination", NO_LABELS))
                .hasSize(2)
                .allSatisfy(sample -> assertThat(sample.value()).isNaN());
    }

    @Test
    void shouldCountTheVerdictsOfTurnsThatBeganInAJudgedPhase() {
        telemetry.turned(shift(AT_50_PERCENT));
        telemetry.turned(shift(AT_50_PERCENT));
        telemetry.turned(shift(new Succeeded()));
        telemetry.turned(shift(new Succeeded()));

        assertThat(verdicts("healthy")).isEqualTo(3);
        assertThat(verdicts("inconclusive")).isZero();
        assertThat(verdicts("degraded")).isZero();
    }

    @Test
    void shouldCountTheVerdictThatTakesAShiftBackOnce() {
        ShiftRecord takenBack = shift(Phases.rollingBack(Optional.empty()), Verdict.DEGRADED, Map.of(), List.of());
        telemetry.turned(shift(AT_10_PERCENT));
        telemetry.turned(takenBack);
        telemetry.turned(takenBack);

        assertThat(verdicts("degraded")).isEqualTo(1);
    }

    @Test
    void shouldCountAndTimeTheWritesToEachCluster() {
        telemetry.turned(shift(AT_10_PERCENT));
        telemetry.applied(ID, written(Shifts.K8S2));
        telemetry.applied(ID, notWritten(Shifts.EKS1));

        assertThat(exposition.value("gangway_apply_seconds_sum", Map.of("cluster", "k8s2", "outcome", "ok")))
                .isEqualTo(0.04);
        assertThat(exposition.value("gangway_apply_seconds_sum", Map.of("cluster", "eks1", "outcome", "failed")))
                .isEqualTo(5);
        assertThat(exposition.value("gangway_apply_failures_total", Map.of("cluster", "eks1")))
                .isEqualTo(1);
        assertThat(exposition.value("gangway_apply_failures_total", Map.of("cluster", "k8s2")))
                .isZero();
    }

    @Test
    void shouldRemoveTheMetersOfAShiftThatIsGone() {
        telemetry.turned(shift(AT_10_PERCENT));
        telemetry.applied(ID, notWritten(Shifts.EKS1));
        telemetry.forgotten(ID);

        assertThat(samplesOfShifts()).isEmpty();
    }

    @Test
    void shouldNotBringBackAShiftThatIsGoneForAWriteThatEndsLate() {
        telemetry.turned(shift(AT_10_PERCENT));
        telemetry.forgotten(ID);
        telemetry.applied(ID, written(Shifts.EKS1));

        assertThat(samplesOfShifts()).isEmpty();
    }

    @Test
    void shouldBeginAnewForAShiftThatComesBack() {
        telemetry.turned(shift(AT_10_PERCENT));
        telemetry.forgotten(ID);
        telemetry.turned(shift(new Succeeded()));

        assertThat(exposition.value("gangway_shift_phase", Map.of("phase", "Succeeded")))
                .isEqualTo(1);
        assertThat(exposition.value("gangway_shift_weight_wanted", NO_LABELS)).isEqualTo(1);
        assertThat(verdicts("healthy")).isZero();
    }

    @Test
    void shouldCountARollbackOnceByItsCause() {
        telemetry.announce(event(Kind.SHIFTING, Kind.ROLLING_BACK, Cause.ALERT));
        telemetry.announce(event(Kind.ROLLING_BACK, Kind.ROLLING_BACK, Cause.ALERT));
        telemetry.announce(event(Kind.ROLLING_BACK, Kind.ROLLED_BACK, Cause.ALERT));

        assertThat(exposition.value("gangway_rollbacks_total", Map.of("cause", "alert")))
                .isEqualTo(1);
        assertThat(exposition.value("gangway_rollbacks_total", Map.of("cause", "verdict")))
                .isZero();
    }

    @Test
    void shouldCountTurnsThatFailByWhy() {
        telemetry.turnFailed(ID, "store");

        assertThat(exposition.value("gangway_turn_failures_total", Map.of("why", "store")))
                .isEqualTo(1);
        assertThat(exposition.value("gangway_turn_failures_total", Map.of("why", "error")))
                .isZero();
    }

    @Test
    void shouldMeasureRoundsAndQueries() {
        telemetry.roundEnded(3, Duration.ofMillis(250));
        telemetry.queried("k8s2", "TIMED_OUT", Duration.ofSeconds(5));

        assertThat(exposition.value("gangway_shifts", NO_LABELS)).isEqualTo(3);
        assertThat(exposition.value("gangway_round_seconds_sum", NO_LABELS)).isEqualTo(0.25);
        assertThat(exposition.value("gangway_round_seconds_bucket", Map.of("le", "+Inf")))
                .isEqualTo(1);
        assertThat(exposition.value("gangway_query_seconds_sum", Map.of("prometheus", "k8s2", "outcome", "timed_out")))
                .isEqualTo(5);
    }

    private double verdicts(String verdict) {
        return exposition.value("gangway_shift_verdicts_total", Map.of("verdict", verdict));
    }

    private List<Exposition.Sample> samplesOfShifts() {
        return exposition.samples().stream()
                .filter(sample -> sample.labels().containsKey("shift"))
                .toList();
    }
}
