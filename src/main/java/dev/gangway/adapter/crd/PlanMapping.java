package dev.gangway.adapter.crd;

import static java.util.Objects.requireNonNullElse;

import dev.gangway.domain.shift.Precautions;
import dev.gangway.domain.shift.Request;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.Ladder;
import dev.gangway.domain.traffic.Protocol;
import dev.gangway.domain.traffic.ServiceRef;
import dev.gangway.domain.traffic.Weight;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** What people write, as the domain has it: the shift's own words first, then its policy's, then the defaults. */
final class PlanMapping {
    private PlanMapping() {}

    /** Throws IllegalArgumentException that says what is wrong; where that is a setting, it is an InvalidSettingException. */
    static ShiftPlan plan(ShiftId id, TrafficShiftSpec spec, ShiftPolicySpec policy) {
        Settings<PacingSpec> pacing = new Settings<>(
                "pacing.", or(spec.pacing(), PacingSpec.EMPTY), or(policy.pacing(), PacingSpec.EMPTY), spec.policy());
        Settings<ObjectivesSpec> objectives = new Settings<>(
                "objectives.",
                or(spec.objectives(), ObjectivesSpec.EMPTY),
                or(policy.objectives(), ObjectivesSpec.EMPTY),
                spec.policy());
        Protocol protocol = spec.protocol() == TrafficShiftSpec.Protocol.TCP ? Protocol.TCP : Protocol.HTTP;
        AlertsMapping.requireRules(policy, spec.policy());
        return new ShiftPlan(
                id,
                new ServiceRef(id.namespace(), spec.service()),
                new ClusterName(spec.source()),
                new ClusterName(spec.destination()),
                ladder(spec, policy, protocol),
                PacingMapping.pacing(pacing),
                ObjectivesMapping.objectives(objectives, pacing, protocol),
                spec.subsetBy() == TrafficShiftSpec.SubsetBy.CLUSTER
                        ? ShiftPlan.SubsetLabel.CLUSTER
                        : ShiftPlan.SubsetLabel.NETWORK,
                spec.onDelete() == TrafficShiftSpec.OnDelete.RESTORE
                        ? ShiftPlan.OnDelete.RESTORE
                        : ShiftPlan.OnDelete.KEEP,
                spec.mode() == TrafficShiftSpec.Mode.OBSERVE ? ShiftPlan.Mode.OBSERVE : ShiftPlan.Mode.SHIFT,
                PreviewMapping.steps(spec, policy, protocol),
                spec.mirrors() == TrafficShiftSpec.Mirrors.SPLIT ? ShiftPlan.Mirrors.SPLIT : ShiftPlan.Mirrors.KEEP,
                precautions(spec, policy),
                GatingMapping.gating(policy, spec.policy()));
    }

    static Request request(TrafficShiftSpec spec, boolean deleted) {
        TrafficShiftSpec.Intent intent = or(spec.intent(), TrafficShiftSpec.Intent.ADVANCE);
        int attempt = or(spec.attempt(), 1);
        var by = Optional.ofNullable(spec.requestedBy())
                .filter(requester -> requester.wanted(intent, attempt))
                .orElse(TrafficShiftSpec.RequestedBy.NOBODY);
        return new Request(
                intent(intent),
                attempt,
                origin(or(by.origin(), TrafficShiftSpec.RequestedBy.Origin.PERSON)),
                or(by.name(), "an edit of the TrafficShift"),
                or(by.reason(), ""),
                deleted,
                ApprovalMapping.approval(spec.approval()));
    }

    static TrafficShiftSpec.RequestedBy.Origin origin(Request.Origin origin) {
        return switch (origin) {
            case PERSON -> TrafficShiftSpec.RequestedBy.Origin.PERSON;
            case ALERT -> TrafficShiftSpec.RequestedBy.Origin.ALERT;
            case CONTEST -> TrafficShiftSpec.RequestedBy.Origin.CONTEST;
            case METRICS -> TrafficShiftSpec.RequestedBy.Origin.METRICS;
        };
    }

    private static Request.Origin origin(TrafficShiftSpec.RequestedBy.Origin origin) {
        return switch (origin) {
            case PERSON -> Request.Origin.PERSON;
            case ALERT -> Request.Origin.ALERT;
            case CONTEST -> Request.Origin.CONTEST;
            case METRICS -> Request.Origin.METRICS;
        };
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

    private static Ladder ladder(TrafficShiftSpec spec, ShiftPolicySpec policy, Protocol protocol) {
        return new Settings<>("", spec.steps(), policy.steps(), spec.policy())
                .set(
                        protocol == Protocol.TCP ? Ladder.OF_CONNECTIONS : Ladder.DEFAULT,
                        "steps",
                        Function.<List<Double>>identity(),
                        (standard, percents) -> ladder(percents));
    }

    private static Precautions precautions(TrafficShiftSpec spec, ShiftPolicySpec policy) {
        Precautions acknowledged = new Settings<>("", spec.acknowledge(), policy.acknowledge(), spec.policy())
                .set(
                        Precautions.DEFAULT,
                        "acknowledge",
                        Function.<List<String>>identity(),
                        (standard, ids) -> standard.acknowledging(new TreeSet<>(ids)));
        Settings<CapacitySpec> capacity = new Settings<>(
                "capacity.",
                or(spec.capacity(), CapacitySpec.EMPTY),
                or(policy.capacity(), CapacitySpec.EMPTY),
                spec.policy());
        Precautions counted = capacity.set(
                acknowledged,
                "podRatio",
                CapacitySpec::podRatio,
                (before, ratio) -> new Precautions(before.acknowledged(), BigDecimal.valueOf(ratio), before.prewarm()));
        return capacity.set(
                counted,
                "prewarm",
                CapacitySpec::prewarm,
                (before, prewarm) -> new Precautions(before.acknowledged(), before.podRatio(), prewarm));
    }

    private static Ladder ladder(List<Double> percents) {
        return new Ladder(percents.stream()
                .filter(percent -> percent != 100)
                .map(percent -> Weight.percent(BigDecimal.valueOf(percent)))
                .toList());
    }

    private static <T> T or(T value, T otherwise) {
        return requireNonNullElse(value, otherwise);
    }
}
