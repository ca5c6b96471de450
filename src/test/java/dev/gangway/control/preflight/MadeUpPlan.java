package dev.gangway.control.preflight;

import dev.gangway.domain.analysis.Objectives;
import dev.gangway.domain.shift.Pacing;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.Ladder;
import dev.gangway.domain.traffic.ServiceRef;

/** A shift that is to be looked at. */
final class MadeUpPlan {
    static final ShiftPlan PLAN = new ShiftPlan(
            new ShiftId("shop", "checkout"),
            new ServiceRef("shop", "checkout"),
            new ClusterName("k8s2"),
            new ClusterName("eks1"),
            Ladder.DEFAULT,
            Pacing.DEFAULT,
            Objectives.DEFAULT,
            ShiftPlan.SubsetLabel.NETWORK,
            ShiftPlan.OnDelete.KEEP,
            ShiftPlan.Mode.SHIFT);

    private MadeUpPlan() {}
}
