package dev.gangway.adapter.crd;

import static java.util.Objects.requireNonNullElse;

import dev.gangway.domain.analysis.Objectives;
import dev.gangway.domain.analysis.Objectives.ErrorObjective;
import dev.gangway.domain.analysis.Objectives.LatencyObjective;
import dev.gangway.domain.shift.Ladder;
import dev.gangway.domain.shift.Pacing;
import dev.gangway.domain.shift.Request;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.ServiceRef;
import dev.gangway.domain.traffic.Weight;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** What people write, as the domain has it: the shift's own words first, then its policy's, then the defaults. */
final class PlanMapping {
    private PlanMapping() {}

    /** Throws IllegalArgumentException that says what is wrong. */
    static ShiftPlan plan(ShiftId id, TrafficShiftSpec spec, ShiftPolicySpec policy) {
        return new ShiftPlan(
                id,
                new ServiceRef(id.namespace(), spec.service()),
                new ClusterName(spec.source()),
                new ClusterName(spec.destination()),
                ladder(first(spec.steps(), policy.steps())),
                pacing(or(spec.pacing(), PacingSpec.EMPTY), or(policy.pacing(), PacingSpec.EMPTY)),
                objectives(or(spec.objectives(), ObjectivesSpec.EMPTY), or(policy.objectives(), ObjectivesSpec.EMPTY)),
                spec.subsetBy() == TrafficShiftSpec.SubsetBy.CLUSTER
                        ? ShiftPlan.SubsetLabel.CLUSTER
                        : ShiftPlan.SubsetLabel.NETWORK,
                spec.onDelete() == TrafficShiftSpec.OnDelete.RESTORE
                        ? ShiftPlan.OnDelete.RESTORE
                        : ShiftPlan.OnDelete.KEEP);
    }

    static Request request(TrafficShiftSpec spec, boolean deleted) {
        var by = or(spec.requestedBy(), new TrafficShiftSpec.RequestedBy(null, null, null));
        return new Request(
                intent(or(spec.intent(), TrafficShiftSpec.Intent.ADVANCE)),
                or(spec.attempt(), 1),
                by.origin() == TrafficShiftSpec.RequestedBy.Origin.ALERT ? Request.Origin.ALERT : Request.Origin.PERSON,
                or(by.name(), "an edit of the TrafficShift"),
                or(by.reason(), ""),
                deleted);
    }

    static TrafficShiftSpec.Intent intent(Request.Intent intent) {
        return switch (intent) {
            case ADVANCE -> TrafficShiftSpec.Intent.ADVANCE;
            case PAUSE -> TrafficShiftSpec.Intent.PAUSE;
            case PROMOTE -> TrafficShiftSpec.Intent.PROMOTE;
            case ROLL_BACK -> TrafficShiftSpec.Intent.ROLL_BACK;
        };
    }

    private static Request.Intent intent(TrafficShiftSpec.Intent intent) {
        return switch (intent) {
            case ADVANCE -> Request.Intent.ADVANCE;
            case PAUSE -> Request.Intent.PAUSE;
            case PROMOTE -> Request.Intent.PROMOTE;
            case ROLL_BACK -> Request.Intent.ROLL_BACK;
        };
    }

    private static Ladder ladder(Optional<List<Double>> steps) {
        return steps.map(percents -> new Ladder(percents.stream()
                        .filter(percent -> percent != 100)
                        .map(percent -> Weight.percent(BigDecimal.valueOf(percent)))
                        .toList()))
                .orElse(Ladder.DEFAULT);
    }

    private static Pacing pacing(PacingSpec own, PacingSpec policy) {
        Function<Function<PacingSpec, Integer>, Optional<Duration>> set =
                field -> first(field.apply(own), field.apply(policy)).map(Duration::ofSeconds);
        return new Pacing(
                set.apply(PacingSpec::propagationSeconds).orElse(Pacing.DEFAULT.propagation()),
                set.apply(PacingSpec::soakSeconds).orElse(Pacing.DEFAULT.soak()),
                set.apply(PacingSpec::bakeSeconds).orElse(Pacing.DEFAULT.bake()),
                set.apply(PacingSpec::watchSeconds).orElse(Pacing.DEFAULT.watch()));
    }

    private static Objectives objectives(ObjectivesSpec own, ObjectivesSpec policy) {
        Function<Function<ObjectivesSpec, Double>, Optional<Double>> set =
                field -> first(field.apply(own), field.apply(policy));
        ErrorObjective errors = Objectives.DEFAULT.errors();
        LatencyObjective latency = Objectives.DEFAULT.latency();
        return new Objectives(
                new ErrorObjective(
                        set.apply(ObjectivesSpec::maxErrorRatio).orElse(errors.maximum()),
                        set.apply(ObjectivesSpec::errorFactor).orElse(errors.factor()),
                        set.apply(ObjectivesSpec::errorMargin).orElse(errors.margin())),
                new LatencyObjective(
                        set.apply(ObjectivesSpec::latencyQuantile).orElse(latency.quantile()),
                        set.apply(ObjectivesSpec::maxLatencyMillis)
                                .map(OptionalDouble::of)
                                .orElse(latency.maximumMillis()),
                        set.apply(ObjectivesSpec::latencyFactor).orElse(latency.factor()),
                        set.apply(ObjectivesSpec::latencyAllowanceMillis).orElse(latency.allowanceMillis())),
                first(own.minimumRequests(), policy.minimumRequests()).orElse(Objectives.DEFAULT.minimumRequests()));
    }

    private static <T> Optional<T> first(T own, T policy) {
        return Optional.ofNullable(own).or(() -> Optional.ofNullable(policy));
    }

    private static <T> T or(T value, T otherwise) {
        return requireNonNullElse(value, otherwise);
    }
}
