package dev.gangway.domain.shift;

import dev.gangway.domain.analysis.Verdict;
import dev.gangway.domain.shift.Request.Intent;
import dev.gangway.domain.shift.ShiftPlan.Mode;
import dev.gangway.domain.shift.ShiftPlan.OnDelete;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One cell of the transition table: a phase, and what is seen in it.
 *
 * @param setting what else matters before anything is moved
 */
record Cell(Phase phase, Setting setting, Intent intent, Judged judged, Standing standing, Deletion deletion) {

    /** What is asked of the shift, and whether preflight, which is only asked while pending, found an obstacle. */
    enum Setting {
        SHIFT,
        BLOCKED,
        OBSERVE,
        /** A mirror and then a header come before the first step. */
        PREVIEWS
    }

    /** The verdict of this tick. */
    enum Judged {
        NONE,
        HEALTHY,
        DEGRADED,
        INCONCLUSIVE,
        /** INCONCLUSIVE; the judge wants to look closer at the first step. */
        DOUBT,
        /** INCONCLUSIVE; the judge wants to have the last step's rest at the source to compare with. */
        CONTROL
    }

    /** What the clusters show of the phase's target. */
    enum Standing {
        STOOD,
        FRESH,
        BEHIND,
        UNREACHABLE
    }

    /** Whether the shift is being deleted, and what then becomes of the routes. */
    enum Deletion {
        NO,
        KEEP,
        RESTORE
    }

    static List<Cell> all() {
        List<Cell> cells = new ArrayList<>();
        for (Phase phase : Phases.all()) {
            settings(phase).forEach(setting -> cells.addAll(of(phase, setting)));
        }
        return cells;
    }

    private static Set<Setting> settings(Phase phase) {
        return switch (phase.kind()) {
            case PENDING -> EnumSet.of(Setting.SHIFT, Setting.BLOCKED, Setting.OBSERVE);
            case OBSERVING -> EnumSet.of(Setting.SHIFT, Setting.OBSERVE);
            case PREVIEWING -> EnumSet.of(Setting.PREVIEWS);
            default ->
                phase.equals(new Preparing(RouteTarget.Stage.ROUTES)) || phase.equals(Phases.shifting(0))
                        ? EnumSet.of(Setting.SHIFT, Setting.PREVIEWS)
                        : EnumSet.of(Setting.SHIFT);
        };
    }

    private static List<Cell> of(Phase phase, Setting setting) {
        List<Cell> cells = new ArrayList<>();
        for (Intent intent : Intent.values()) {
            for (Judged judged : Judged.values()) {
                for (Standing standing : Standing.values()) {
                    for (Deletion deletion : Deletion.values()) {
                        cells.add(new Cell(phase, setting, intent, judged, standing, deletion));
                    }
                }
            }
        }
        return cells;
    }

    /** The name of the table's section. */
    String section() {
        return switch (phase.kind()) {
            case PENDING ->
                setting == Setting.SHIFT
                        ? "Pending(clear)"
                        : "Pending(%s)".formatted(setting.name().toLowerCase(Locale.ROOT));
            case OBSERVING -> setting == Setting.OBSERVE ? "Observing(observe)" : "Observing(over)";
            case PREPARING, SHIFTING ->
                setting == Setting.PREVIEWS ? Phases.name(phase) + "+previews" : Phases.name(phase);
            default -> Phases.name(phase);
        };
    }

    ShiftPlan plan() {
        ShiftPlan plan = Shifts.plan(
                deletion == Deletion.RESTORE ? OnDelete.RESTORE : OnDelete.KEEP,
                setting == Setting.OBSERVE ? Mode.OBSERVE : Mode.SHIFT);
        return setting == Setting.PREVIEWS ? Shifts.previewing(plan) : plan;
    }

    /** What the phase decides; where one cluster differs from the others, the same whichever it is. */
    List<Decision> decisions() {
        return observations()
                .map(observations -> phase.decide(plan(), observations.seen()))
                .toList();
    }

    private Stream<Observations> observations() {
        Observations quiet = Observations.quiet()
                .request(deletion == Deletion.NO ? Shifts.wants(intent) : Shifts.deleted(intent))
                .obstacles(setting == Setting.BLOCKED ? new String[] {"no east-west gateway"} : new String[0]);
        Observations judgedSo = judge(quiet);
        return switch (standing) {
            case STOOD -> Stream.of(judgedSo.standingFor(time()));
            case FRESH -> Stream.of(judgedSo.standingFor(time().isZero() ? time() : time().minusMillis(1)));
            case BEHIND -> Stream.of(judgedSo.behind(Shifts.K8S2), judgedSo.behind(Shifts.EKS1));
            case UNREACHABLE -> Stream.of(judgedSo.unreachable(Shifts.K8S2), judgedSo.unreachable(Shifts.EKS1));
        };
    }

    private Observations judge(Observations quiet) {
        return switch (judged) {
            case NONE -> quiet;
            case HEALTHY, DEGRADED, INCONCLUSIVE -> quiet.verdict(Verdict.valueOf(judged.name()));
            case DOUBT ->
                quiet.advising(Verdict.INCONCLUSIVE, Shifts.LADDER.rungs().get(0));
            case CONTROL -> quiet.advising(Verdict.INCONCLUSIVE, Shifts.LADDER.last());
        };
    }

    /** How long the phase asks that its target has stood before it goes on. */
    private Duration time() {
        return switch (phase.kind()) {
            case PREVIEWING -> Shifts.LASTS;
            case SHIFTING -> phase.equals(Phases.shifting(0)) ? Duration.ZERO : Shifts.PACING.soak();
            case BAKING -> phase.equals(Phases.ALL) ? Shifts.PACING.watch() : Shifts.PACING.bake();
            case PENDING, OBSERVING, PREPARING, PAUSED, ROLLING_BACK, ROLLED_BACK, SUCCEEDED, RESTORING, RELEASED ->
                Shifts.PACING.propagation();
        };
    }
}
