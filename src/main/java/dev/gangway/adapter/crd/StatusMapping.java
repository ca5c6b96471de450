package dev.gangway.adapter.crd;

import static java.util.Objects.requireNonNullElse;

import dev.gangway.adapter.crd.TrafficShiftStatus.ClusterStatus;
import dev.gangway.adapter.crd.TrafficShiftStatus.HistoryStatus;
import dev.gangway.adapter.crd.TrafficShiftStatus.PhaseName;
import dev.gangway.adapter.crd.TrafficShiftStatus.ReasonStatus;
import dev.gangway.control.ShiftState;
import dev.gangway.control.ShiftState.HistoryEntry;
import dev.gangway.domain.analysis.Verdict;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Reason;
import dev.gangway.domain.shift.RolledBack;
import dev.gangway.domain.shift.RollingBack;
import dev.gangway.domain.shift.RouteTrouble;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.TrafficSplit;
import dev.gangway.domain.traffic.Weight;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A shift's state and its form in the status: what is written can be read back without loss. */
final class StatusMapping {
    private StatusMapping() {}

    static TrafficShiftStatus status(ShiftPlan plan, ShiftState state, long observedGeneration, ConditionTimes before) {
        return new TrafficShiftStatus(
                PhaseMapping.name(state.phase().kind()),
                position(state),
                percent(ShiftState.wanted(state.phase(), plan)),
                state.verdict().name(),
                status(state.reason()),
                state.attempt(),
                observedGeneration,
                clusters(state),
                FindingMapping.status(state.findings()),
                EvidenceMapping.status(state.evidence()),
                state.metricsProblem().orElse(null),
                state.blindSince().map(Instant::toString).orElse(null),
                state.notInForce().orElse(null),
                CapacityMapping.status(state.capacity()),
                HoldMapping.status(state.hold()),
                Conditions.of(state, observedGeneration, before),
                state.history().stream().map(StatusMapping::status).toList(),
                state.recordedAt().toString(),
                state.epoch());
    }

    static ShiftState state(ShiftPlan plan, TrafficShiftStatus status, Instant created) {
        if (status == null || status.phase() == null) {
            return ShiftState.initial(created);
        }
        Reason reason = reason(plan, status.reason());
        Map<ClusterName, TrafficSplit> standing = new TreeMap<>();
        Map<ClusterName, String> unreachable = new TreeMap<>();
        Map<ClusterName, RouteTrouble> troubles = new TreeMap<>();
        for (ClusterStatus cluster : requireNonNullElse(status.clusters(), List.<ClusterStatus>of())) {
            ClusterName name = new ClusterName(cluster.name());
            if (Boolean.FALSE.equals(cluster.reachable())) {
                unreachable.put(name, requireNonNullElse(cluster.message(), ""));
                continue;
            }
            if (cluster.destinationPercent() != null) {
                standing.put(name, split(plan, cluster.destinationPercent()));
            }
            if (cluster.message() != null) {
                troubles.put(name, trouble(cluster));
            }
        }
        return new ShiftState(
                PhaseMapping.phase(status.phase(), status.position(), because(plan, status, reason)),
                reason,
                requireNonNullElse(status.attempt(), 1),
                Verdict.valueOf(requireNonNullElse(status.verdict(), Verdict.INCONCLUSIVE.name())),
                FindingMapping.findings(plan, status.findings()),
                EvidenceMapping.evidence(status.evidence()),
                standing,
                unreachable,
                troubles,
                Optional.ofNullable(status.metricsProblem()),
                Optional.ofNullable(status.blindSince()).map(Instant::parse),
                Optional.ofNullable(status.notInForce()),
                CapacityMapping.state(status.capacity()),
                HoldMapping.hold(status.hold()),
                requireNonNullElse(status.history(), List.<HistoryStatus>of()).stream()
                        .map(entry -> entry(plan, entry))
                        .toList(),
                Instant.parse(status.recordedAt()),
                requireNonNullElse(status.epoch(), 0L));
    }

    /** On the way back in steps, and before a retry that is held, the reason says what is awaited, and the phase keeps its own. */
    private static TrafficShiftStatus.Position position(ShiftState state) {
        Phase phase = state.phase();
        TrafficShiftStatus.Position position = PhaseMapping.position(phase);
        if (phase instanceof RolledBack back && !back.reason().equals(state.reason())) {
            return position.because(status(back.reason()));
        }
        return phase instanceof RollingBack back && !back.weight().equals(Weight.NONE)
                ? position.because(status(back.reason()))
                : position;
    }

    private static Reason because(ShiftPlan plan, TrafficShiftStatus status, Reason reason) {
        return status.position() == null || status.position().because() == null
                ? reason
                : reason(plan, status.position().because());
    }

    private static List<ClusterStatus> clusters(ShiftState state) {
        List<ClusterStatus> clusters = new ArrayList<>();
        Set<ClusterName> seen = new TreeSet<>(state.standing().keySet());
        seen.addAll(state.troubles().keySet());
        seen.forEach(name -> clusters.add(seen(state, name)));
        state.unreachable().forEach((name, why) -> clusters.add(new ClusterStatus(name.value(), false, why, null)));
        return clusters;
    }

    private static ClusterStatus seen(ShiftState state, ClusterName name) {
        Optional<RouteTrouble> trouble = Optional.ofNullable(state.troubles().get(name));
        return new ClusterStatus(
                name.value(),
                true,
                trouble.map(RouteTrouble::seen).orElse(null),
                Optional.ofNullable(state.standing().get(name))
                        .map(StatusMapping::percent)
                        .orElse(null),
                trouble.map(RouteTrouble::todo).filter(todo -> !todo.isEmpty()).orElse(null),
                trouble.flatMap(RouteTrouble::contestedBy).orElse(null));
    }

    private static RouteTrouble trouble(ClusterStatus cluster) {
        return new RouteTrouble(
                cluster.message(), requireNonNullElse(cluster.todo(), ""), Optional.ofNullable(cluster.contestedBy()));
    }

    private static HistoryStatus status(HistoryEntry entry) {
        return new HistoryStatus(
                entry.at().toString(),
                PhaseMapping.name(entry.phase()),
                percent(entry.weight()),
                entry.verdict().name(),
                status(entry.reason()));
    }

    private static HistoryEntry entry(ShiftPlan plan, HistoryStatus status) {
        return new HistoryEntry(
                Instant.parse(status.time()),
                PhaseMapping.kind(requireNonNullElse(status.phase(), PhaseName.PENDING)),
                split(plan, status.destinationPercent()),
                Verdict.valueOf(status.verdict()),
                reason(plan, status.reason()));
    }

    private static ReasonStatus status(Reason reason) {
        return new ReasonStatus(reason.cause().name(), reason.text(), FindingMapping.status(reason.findings()));
    }

    private static Reason reason(ShiftPlan plan, ReasonStatus status) {
        return status == null
                ? new Reason(Reason.Cause.ROUTES, "", List.of())
                : new Reason(
                        Reason.Cause.valueOf(status.cause()),
                        requireNonNullElse(status.text(), ""),
                        FindingMapping.findings(plan, status.findings()));
    }

    private static Double percent(TrafficSplit split) {
        return split.toDestination().percent().doubleValue();
    }

    private static TrafficSplit split(ShiftPlan plan, Double percent) {
        return plan.split(Weight.percent(BigDecimal.valueOf(percent)));
    }
}
