package dev.gangway.domain.shift;

import dev.gangway.domain.analysis.Verdict;
import dev.gangway.domain.shift.Request.Intent;
import dev.gangway.domain.shift.ShiftPlan.OnDelete;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One cell of the transition table: a phase, and what is seen in it.
 *
 * @param blocked whether preflight found an obstacle; only looked for while pending
 */
record Cell(Phase phase, boolean blocked, Intent intent, Judged judged, Standing standing, Deletion deletion) {

    /** The verdict of this tick. */
    enum Judged {
        NONE,
        HEALTHY,
        DEGRADED,
        INCONCLUSIVE
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
            cells.addAll(of(phase, false));
            if (phase instanceof Pending) {
                cells.addAll(of(phase, true));
            }
        }
        return cells;
    }

    private static List<Cell> of(Phase phase, boolean blocked) {
        List<Cell> cells = new ArrayList<>();
        for (Intent intent : Intent.values()) {
            for (Judged judged : Judged.values()) {
                for (Standing standing : Standing.values()) {
                    for (Deletion deletion : Deletion.values()) {
                        cells.add(new Cell(phase, blocked, intent, judged, standing, deletion));
                    }
                }
            }
        }
        return cells;
    }

    /** The name of the table's section. */
    String section() {
        return phase instanceof Pending ? blocked ? "Pending(blocked)" : "Pending(clear)" : Phases.name(phase);
    }

    ShiftPlan plan() {
        return Shifts.plan(deletion == Deletion.RESTORE ? OnDelete.RESTORE : OnDelete.KEEP);
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
                .obstacles(blocked ? new String[] {"no east-west gateway"} : new String[0]);
        Observations judgedSo = judged == Judged.NONE ? quiet : quiet.verdict(Verdict.valueOf(judged.name()));
        return switch (standing) {
            case STOOD -> Stream.of(judgedSo.standingFor(time()));
            case FRESH -> Stream.of(judgedSo.standingFor(time().minusMillis(1)));
            case BEHIND -> Stream.of(judgedSo.behind(Shifts.K8S2), judgedSo.behind(Shifts.EKS1));
            case UNREACHABLE -> Stream.of(judgedSo.unreachable(Shifts.K8S2), judgedSo.unreachable(Shifts.EKS1));
        };
    }

    /** How long the phase asks that its target has stood before it goes on. */
    private Duration time() {
        return switch (phase.kind()) {
            case SHIFTING -> Shifts.PACING.soak();
            case BAKING -> phase.equals(Phases.ALL) ? Shifts.PACING.watch() : Shifts.PACING.bake();
            case PENDING, PREPARING, PAUSED, ROLLING_BACK, ROLLED_BACK, SUCCEEDED, RESTORING, RELEASED ->
                Shifts.PACING.propagation();
        };
    }
}
