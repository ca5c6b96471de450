package dev.gangway.domain.shift;

import dev.gangway.domain.analysis.Objectives;
import dev.gangway.domain.schedule.Freeze;
import dev.gangway.domain.schedule.Timetable;
import dev.gangway.domain.shift.Request.Intent;
import dev.gangway.domain.shift.Request.Origin;
import dev.gangway.domain.shift.ShiftPlan.OnDelete;
import dev.gangway.domain.shift.ShiftPlan.SubsetLabel;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.Ladder;
import dev.gangway.domain.traffic.ServiceRef;
import dev.gangway.domain.traffic.Weight;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Plans and requests of a shift from k8s2 to eks1 over the steps 10, 50 and 95 %. */
public final class Shifts {
    public static final ClusterName K8S2 = new ClusterName("k8s2");
    public static final ClusterName EKS1 = new ClusterName("eks1");
    public static final Ladder LADDER = new Ladder(List.of(new Weight(100), new Weight(500), new Weight(950)));

    /** Each time is another, so that no phase can wait for the wrong one unnoticed. */
    public static final Pacing PACING = new Pacing(
                    Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(60), Duration.ofSeconds(120))
            .withMetricsBudget(Duration.ofSeconds(300));

    /** How long a preview lasts. */
    public static final Duration LASTS = Duration.ofSeconds(40);

    private Shifts() {}

    /** With a mirror and then a header before the first step. */
    public static ShiftPlan previewing(ShiftPlan plan) {
        return plan.with(
                List.of(
                        new PreviewStep(Phases.MIRROR.preview(), LASTS),
                        new PreviewStep(Phases.HEADER.preview(), LASTS)),
                plan.mirrors());
    }

    /** With a freeze around the time of {@link Observations}. */
    public static ShiftPlan frozen(ShiftPlan plan) {
        Freeze freeze = new Freeze(
                Observations.NOW.minus(Duration.ofDays(1)), Observations.NOW.plus(Duration.ofHours(2)), "Christmas");
        return plan.with(new Gating(new Timetable(List.of(), List.of(freeze)), Approvals.NONE, List.of()));
    }

    /** With a gate of each of these types, called as its type. */
    public static ShiftPlan gated(ShiftPlan plan, List<Gate.Type> types) {
        return plan.with(new Gating(
                Timetable.ALWAYS,
                Approvals.NONE,
                types.stream().map(Shifts::gate).toList()));
    }

    /** With the usual times. */
    public static Gate gate(Gate.Type type) {
        return new Gate(
                type.title(),
                type,
                URI.create("http://gates.example.com/" + type.title()),
                Duration.ofSeconds(10),
                0,
                Duration.ofSeconds(10),
                3,
                Map.of("team", "shop"));
    }

    /** Waiting for somebody's word. */
    public static ShiftPlan asking(ShiftPlan plan, boolean beforeStart, Integer... permille) {
        return plan.with(new Gating(
                Timetable.ALWAYS,
                new Approvals(beforeStart, Stream.of(permille).map(Weight::new).toList()),
                List.of()));
    }

    public static ShiftPlan plan() {
        return plan(OnDelete.KEEP);
    }

    public static ShiftPlan plan(OnDelete onDelete) {
        return plan(onDelete, ShiftPlan.Mode.SHIFT);
    }

    /** With another pacing. */
    public static ShiftPlan with(Pacing pacing) {
        return plan(OnDelete.KEEP, ShiftPlan.Mode.SHIFT, pacing);
    }

    public static ShiftPlan plan(OnDelete onDelete, ShiftPlan.Mode mode) {
        return plan(onDelete, mode, PACING);
    }

    private static ShiftPlan plan(OnDelete onDelete, ShiftPlan.Mode mode, Pacing pacing) {
        return new ShiftPlan(
                new ShiftId("shop", "cart-to-eks1"),
                new ServiceRef("shop", "cart"),
                K8S2,
                EKS1,
                LADDER,
                pacing,
                Objectives.DEFAULT,
                SubsetLabel.NETWORK,
                onDelete,
                mode);
    }

    public static Request wants(Intent intent) {
        return new Request(intent, 1, Origin.PERSON, "ana", "", false);
    }

    public static Request deleted(Intent intent) {
        return new Request(intent, 1, Origin.PERSON, "ana", "", true);
    }

    public static Request attempt(int attempt, Intent intent) {
        return new Request(intent, attempt, Origin.PERSON, "ana", "", false);
    }

    public static Request alert(Intent intent, String why) {
        return new Request(intent, 1, Origin.ALERT, "HighErrorRate", why, false);
    }
}
