package dev.gangway.adapter.istio;

import dev.gangway.domain.analysis.Objectives;
import dev.gangway.domain.shift.Pacing;
import dev.gangway.domain.shift.RouteTarget;
import dev.gangway.domain.shift.RouteTarget.Stage;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.shift.ShiftPlan.OnDelete;
import dev.gangway.domain.shift.ShiftPlan.SubsetLabel;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.Ladder;
import dev.gangway.domain.traffic.ServiceRef;
import dev.gangway.domain.traffic.Weight;
import java.util.Map;

/** Plans of shifts between the two clusters of the simulated mesh. */
final class Plans {
    static final ClusterName K8S2 = new ClusterName("k8s2");
    static final ClusterName EKS1 = new ClusterName("eks1");
    static final Map<ClusterName, String> NETWORKS = Map.of(K8S2, "k8s2.prd.sfo2", EKS1, "eks1.prd.sfo2");

    /** The shift {@code checkout-to-eks1}. */
    static final ShiftPlan CHECKOUT = of("checkout");

    private Plans() {}

    static ShiftPlan of(String service) {
        return labelled(service, SubsetLabel.NETWORK);
    }

    static ShiftPlan labelled(String service, SubsetLabel label) {
        return plan(service, K8S2, EKS1, label);
    }

    /** From eks1 to k8s2. */
    static ShiftPlan back(String service) {
        return plan(service, EKS1, K8S2, SubsetLabel.NETWORK);
    }

    static ShiftPlan to(String service, String destination) {
        return plan(service, K8S2, new ClusterName(destination), SubsetLabel.NETWORK);
    }

    /** So many per mille to the destination, or all at the source where a stage has no routes. */
    static RouteTarget target(Stage stage, int permille) {
        return new RouteTarget(stage, CHECKOUT.split(new Weight(permille)));
    }

    private static ShiftPlan plan(String service, ClusterName source, ClusterName destination, SubsetLabel label) {
        return new ShiftPlan(
                new ShiftId("shop", service + "-to-" + destination),
                new ServiceRef("shop", service),
                source,
                destination,
                Ladder.DEFAULT,
                Pacing.DEFAULT,
                Objectives.DEFAULT,
                label,
                OnDelete.RESTORE,
                ShiftPlan.Mode.SHIFT);
    }
}
