package dev.gangway.domain.shift;

import dev.gangway.domain.analysis.Verdict;
import dev.gangway.domain.shift.Request.Intent;
import dev.gangway.domain.shift.ShiftPlan.Mode;
import dev.gangway.domain.shift.ShiftPlan.OnDelete;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
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
        PREVIEWS,
        /** The destination has no ready pod, or it is not known how many it has. */
        LACKING,
        /** Of the ten pods with which the source carried everything seven are left: they carry 77.7 %. */
        SHORT,
        /** The source has no pod left. */
        DRAINED,
        /** No window is open, or a gate has not answered. */
        HELD
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
        CONTROL,
        /** INCONCLUSIVE; for the whole budget of metrics there were none to judge by. */
        BLIND
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
            case PENDING -> EnumSet.of(Setting.SHIFT, Setting.BLOCKED, Setting.OBSERVE, Setting.HELD);
            case OBSERVING -> EnumSet.of(Setting.SHIFT, Setting.OBSERVE);
            case PREVIEWING -> EnumSet.of(Setting.PREVIEWS);
            case SUCCEEDED -> EnumSet.of(Setting.SHIFT, Setting.DRAINED);
            default -> settingsOfRoutes(phase);
        };
    }

    private static Set<Setting> settingsOfRoutes(Phase phase) {
        if (phase.equals(Phases.shifting(0))) {
            return EnumSet.of(Setting.SHIFT, Setting.PREVIEWS, Setting.LACKING, Setting.HELD);
        }
        if (phase.equals(Phases.shifting(1))
                || phase.equals(Phases.CONTROL)
                || phase.equals(Phases.paused(Phases.shifting(1)))) {
            return EnumSet.of(Setting.SHIFT, Setting.LACKING, Setting.HELD);
        }
        if (phase.equals(Phases.shifting(2)) || phase.equals(Phases.HALF_BACK)) {
            return EnumSet.of(Setting.SHIFT, Setting.SHORT, Setting.DRAINED);
        }
        if (phase.equals(Phases.ALL) || phase.equals(Phases.paused(Phases.ALL))) {
            return EnumSet.of(Setting.SHIFT, Setting.DRAINED);
        }
        return phase.equals(new Preparing(RouteTarget.Stage.ROUTES))
                ? EnumSet.of(Setting.SHIFT, Setting.PREVIEWS)
                : EnumSet.of(Setting.SHIFT);
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
            case PREVIEWING -> Phases.name(phase);
            default ->
                setting == Setting.SHIFT
                        ? Phases.name(phase)
                        : Phases.name(phase) + "+" + setting.name().toLowerCase(Locale.ROOT);
        };
    }

    ShiftPlan plan() {
        ShiftPlan plan = Shifts.plan(
                deletion == Deletion.RESTORE ? OnDelete.RESTORE : OnDelete.KEEP,
                setting == Setting.OBSERVE ? Mode.OBSERVE : Mode.SHIFT);
        return setting == Setting.PREVIEWS ? Shifts.previewing(plan) : plan;
    }

    private Stream<ShiftPlan> plans() {
        return setting == Setting.HELD
                ? Stream.of(Shifts.frozen(plan()), Shifts.gated(plan(), List.of(Gate.Type.values())))
                : Stream.of(plan());
    }

    /** What the phase decides; where one cluster differs from the others, the same whichever it is. */
    List<Decision> decisions() {
        return observations()
                .flatMap(observations -> blinded(observations.seen()))
                .flatMap(this::counted)
                .flatMap(seen -> plans().map(plan -> phase.decide(plan, seen)))
                .toList();
    }

    /** Where there is no verdict for lack of metrics: a moment less than the budget is nothing yet, and nor is a tick without any. */
    private Stream<Observation> blinded(Observation seen) {
        Instant spent = seen.at().minus(Shifts.PACING.metricsBudget());
        return switch (judged) {
            case NONE -> Stream.of(seen, seen.blindSince(spent));
            case INCONCLUSIVE -> Stream.of(seen, seen.blindSince(spent.plusMillis(1)));
            case BLIND -> Stream.of(seen.blindSince(spent), seen.blindSince(spent.minus(Duration.ofDays(1))));
            case HEALTHY, DEGRADED, DOUBT, CONTROL -> Stream.of(seen);
        };
    }

    private Stream<Observation> counted(Observation seen) {
        Supply ten = Supply.Known.pods(10);
        Supply none = Supply.Known.pods(0);
        return switch (setting) {
            case SHIFT, BLOCKED, OBSERVE, PREVIEWS, HELD -> Stream.of(seen, seen.with(capacity(ten, ten)));
            case LACKING ->
                Stream.of(
                        seen.with(capacity(ten, none)),
                        seen.with(capacity(ten, new Supply.Unknown("it does not answer"))));
            case SHORT -> Stream.of(seen.with(capacity(Supply.Known.pods(7), ten)));
            case DRAINED -> Stream.of(seen.with(capacity(none, ten)));
        };
    }

    private static Capacity capacity(Supply source, Supply destination) {
        return new Capacity(source, destination, OptionalInt.of(10), OptionalDouble.empty(), Optional.empty());
    }

    /** Whether the source can take back everything. */
    boolean sourceCarriesAll() {
        return setting != Setting.SHORT && setting != Setting.DRAINED;
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
            case BLIND -> quiet.verdict(Verdict.INCONCLUSIVE);
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
