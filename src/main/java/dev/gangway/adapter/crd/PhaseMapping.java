package dev.gangway.adapter.crd;

import static java.util.Objects.requireNonNullElse;

import dev.gangway.adapter.crd.TrafficShiftStatus.PhaseName;
import dev.gangway.adapter.crd.TrafficShiftStatus.Position;
import dev.gangway.domain.shift.Baking;
import dev.gangway.domain.shift.Observing;
import dev.gangway.domain.shift.Paused;
import dev.gangway.domain.shift.Pending;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Preparing;
import dev.gangway.domain.shift.Previewing;
import dev.gangway.domain.shift.Reason;
import dev.gangway.domain.shift.Released;
import dev.gangway.domain.shift.Restoring;
import dev.gangway.domain.shift.RolledBack;
import dev.gangway.domain.shift.RollingBack;
import dev.gangway.domain.shift.RouteTarget.Stage;
import dev.gangway.domain.shift.Shifting;
import dev.gangway.domain.shift.Succeeded;
import dev.gangway.domain.traffic.Weight;
import java.math.BigDecimal;
import java.util.Optional;

/** A phase and its name and position in the status. */
final class PhaseMapping {
    private PhaseMapping() {}

    static PhaseName name(Phase.Kind kind) {
        return PhaseName.valueOf(kind.name());
    }

    static Phase.Kind kind(PhaseName name) {
        return Phase.Kind.valueOf(name.name());
    }

    static Position position(Phase phase) {
        if (phase instanceof Paused paused) {
            Position at = position(paused.resumeTo());
            return new Position(
                    name(paused.resumeTo().kind()), at.destinationPercent(), at.stage(), at.preview(), null);
        }
        return new Position(
                null,
                weight(phase).map(weight -> weight.percent().doubleValue()).orElse(null),
                stage(phase).map(Stage::name).orElse(null),
                phase instanceof Previewing previewing ? PreviewMapping.status(previewing.preview()) : null,
                null);
    }

    /** Throws IllegalArgumentException for a position that does not belong to the phase. */
    static Phase phase(PhaseName name, Position written, Reason reason) {
        Position at = requireNonNullElse(written, Position.NONE);
        return switch (name) {
            case PENDING -> new Pending();
            case OBSERVING -> new Observing();
            case PREPARING, PREVIEWING, SHIFTING, BAKING -> moving(name, at);
            case PAUSED -> new Paused(moving(requireNonNullElse(at.resumeTo(), PhaseName.PENDING), at), reason);
            case ROLLING_BACK ->
                new RollingBack(reason, stage(at), at.destinationPercent() == null ? Weight.NONE : weight(at));
            case ROLLED_BACK -> new RolledBack(reason, stage(at));
            case SUCCEEDED -> new Succeeded();
            case RESTORING -> new Restoring(stage(at).orElse(Stage.ROUTES_REMOVED));
            case RELEASED -> new Released();
        };
    }

    private static Phase.Moving moving(PhaseName name, Position at) {
        return switch (name) {
            case PREPARING -> new Preparing(stage(at).orElse(Stage.DESTINATION_SUBSETS));
            case PREVIEWING -> new Previewing(PreviewMapping.preview(at.preview()));
            case SHIFTING -> new Shifting(weight(at));
            case BAKING -> new Baking(weight(at));
            case PENDING, OBSERVING, PAUSED, ROLLING_BACK, ROLLED_BACK, SUCCEEDED, RESTORING, RELEASED ->
                throw new IllegalArgumentException("a shift can't be paused in phase " + name);
        };
    }

    private static Optional<Stage> stage(Phase phase) {
        if (phase instanceof Preparing preparing) {
            return Optional.of(preparing.stage());
        }
        if (phase instanceof Restoring restoring) {
            return Optional.of(restoring.stage());
        }
        if (phase instanceof RollingBack rollingBack) {
            return rollingBack.stage();
        }
        return phase instanceof RolledBack rolledBack ? rolledBack.stage() : Optional.empty();
    }

    private static Optional<Weight> weight(Phase phase) {
        if (phase instanceof Shifting shifting) {
            return Optional.of(shifting.weight());
        }
        if (phase instanceof RollingBack back) {
            return Optional.of(back.weight()).filter(weight -> !weight.equals(Weight.NONE));
        }
        return phase instanceof Baking baking ? Optional.of(baking.weight()) : Optional.empty();
    }

    private static Weight weight(Position at) {
        if (at.destinationPercent() == null) {
            throw new IllegalArgumentException("status.position.destinationPercent is missing");
        }
        return Weight.percent(BigDecimal.valueOf(at.destinationPercent()));
    }

    private static Optional<Stage> stage(Position at) {
        return Optional.ofNullable(at.stage()).map(Stage::valueOf);
    }
}
