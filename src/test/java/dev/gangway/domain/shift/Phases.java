package dev.gangway.domain.shift;

import dev.gangway.domain.shift.Phase.Moving;
import dev.gangway.domain.shift.RouteTarget.Stage;
import dev.gangway.domain.traffic.Weight;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every phase that a shift of {@link Shifts#LADDER} can be in, and short names for them. */
public final class Phases {
    public static final Reason REASON = new Reason(Reason.Cause.PERSON, "for a test", List.of());

    private static final List<Stage> STAGES_UP = List.of(Stage.DESTINATION_SUBSETS, Stage.SUBSETS, Stage.ROUTES);
    private static final List<Stage> STAGES_DOWN =
            List.of(Stage.ROUTES_REMOVED, Stage.CLIENT_SUBSETS_REMOVED, Stage.REMOVED);

    /** Baking with the last rung's rest at the source. */
    public static final Baking CONTROL = new Baking(Shifts.LADDER.last());

    /** Watching with nothing left at the source. */
    public static final Baking ALL = new Baking(Weight.ALL);

    /** Some requests are mirrored to the destination. */
    public static final Previewing MIRROR = new Previewing(new Preview.Mirror(new Weight(100)));

    /** Requests with a header go there. */
    public static final Previewing HEADER = new Previewing(new Preview.Header("x-gangway", "destination"));

    /** Half is still at the destination, as the source has no pods for it. */
    public static final RollingBack HALF_BACK = new RollingBack(REASON, Optional.of(Stage.ROUTES), new Weight(500));

    private Phases() {}

    /** At the n-th rung, from 1, or at no traffic for 0. */
    public static Shifting shifting(int step) {
        return new Shifting(step == 0 ? Weight.NONE : Shifts.LADDER.rungs().get(step - 1));
    }

    private static int step(Weight weight) {
        return Shifts.LADDER.rungs().indexOf(weight) + 1;
    }

    public static List<Phase> all() {
        return Stream.of(
                        Stream.of(new Pending(), new Observing(), new Succeeded(), new Released()),
                        moving(),
                        moving().map(Phases::paused),
                        stagesReached().flatMap(stage -> Stream.of(rollingBack(stage), rolledBack(stage))),
                        Stream.of(HALF_BACK),
                        STAGES_DOWN.stream().map(Restoring::new))
                .<Phase>flatMap(phases -> phases)
                .toList();
    }

    private static Stream<Moving> moving() {
        return Stream.concat(
                STAGES_UP.stream().map(Preparing::new),
                Stream.of(MIRROR, HEADER, shifting(0), shifting(1), shifting(2), CONTROL, ALL));
    }

    private static Stream<Optional<Stage>> stagesReached() {
        return Stream.concat(Stream.of(Optional.empty()), STAGES_UP.stream().map(Optional::of));
    }

    public static Paused paused(Moving resumeTo) {
        return new Paused(resumeTo, REASON);
    }

    public static RollingBack rollingBack(Optional<Stage> stage) {
        return new RollingBack(REASON, stage);
    }

    public static RolledBack rolledBack(Optional<Stage> stage) {
        return new RolledBack(REASON, stage);
    }

    /** As {@code Shifting(1)}, {@code Paused(Shifting(1))} or {@code RollingBack(ROUTES)}; reasons are left out. */
    public static String name(Phase phase) {
        String type = phase.getClass().getSimpleName();
        if (phase instanceof Preparing preparing) {
            return type + "(" + preparing.stage() + ")";
        }
        if (phase instanceof Shifting shifting) {
            boolean isOffTheLadder =
                    step(shifting.weight()) == 0 && !shifting.weight().equals(Weight.NONE);
            return type + "(" + (isOffTheLadder ? percent(shifting.weight()) : step(shifting.weight())) + ")";
        }
        if (phase instanceof Previewing previewing) {
            return type + "(" + (previewing.equals(MIRROR) ? "MIRROR" : "HEADER") + ")";
        }
        if (phase instanceof Baking baking) {
            return type + "(" + (baking.equals(ALL) ? "ALL" : "CONTROL") + ")";
        }
        if (phase instanceof Paused paused) {
            return type + "(" + name(paused.resumeTo()) + ")";
        }
        if (phase instanceof RollingBack back) {
            String kept = back.weight().equals(Weight.NONE) ? "" : "," + percent(back.weight());
            return type + "(" + back.stage().map(Stage::name).orElse("-") + kept + ")";
        }
        if (phase instanceof RolledBack back) {
            return type + "(" + back.stage().map(Stage::name).orElse("-") + ")";
        }
        return phase instanceof Restoring restoring ? type + "(" + restoring.stage() + ")" : type;
    }

    private static String percent(Weight weight) {
        return weight.percent().toPlainString() + "%";
    }

    /** The weight that a phase asks for; where it asks for no routes, none stands yet or nobody minds. */
    public static Weight weight(Phase phase) {
        return phase.target(Shifts.plan())
                .map(target -> target.split().toDestination())
                .orElse(Weight.NONE);
    }
}
