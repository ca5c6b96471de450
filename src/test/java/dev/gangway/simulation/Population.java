package dev.gangway.simulation;

import dev.gangway.domain.analysis.Objectives;
import dev.gangway.domain.shift.Pacing;
import dev.gangway.domain.shift.Request;
import dev.gangway.domain.shift.Request.Intent;
import dev.gangway.domain.shift.Request.Origin;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.shift.ShiftPlan.OnDelete;
import dev.gangway.domain.shift.ShiftPlan.SubsetLabel;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.Ladder;
import dev.gangway.domain.traffic.ServiceRef;
import dev.gangway.domain.traffic.TrafficSplit;
import dev.gangway.domain.traffic.Weight;
import dev.gangway.fake.InMemoryRouter;
import dev.gangway.fake.InMemoryRouter.Standing;
import dev.gangway.fake.InMemoryShifts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** The services and shifts of one world; some services have two shifts, of which one must wait. */
record Population(List<Service> services, List<ShiftPlan> plans) {
    static final int SERVICES = 30;
    static final ClusterName SOURCE = new ClusterName("k8s2");
    static final ClusterName DESTINATION = new ClusterName("eks1");
    static final ClusterName THIRD = new ClusterName("gke3");

    /** Services whose routes are nobody's business here, the same in every cluster. */
    static final Map<ServiceRef, Standing> BYSTANDERS = Map.of(
            new ServiceRef("bank", "ledger"),
            new Standing(true, Optional.of(new TrafficSplit(SOURCE, DESTINATION, new Weight(333)))),
            new ServiceRef("shop", "legacy"),
            Standing.NOTHING);

    /** As by default, but with a watch that is over soon. */
    private static final Pacing PACING = new Pacing(
            Pacing.DEFAULT.propagation(), Pacing.DEFAULT.soak(), Pacing.DEFAULT.bake(), Duration.ofMinutes(2));

    private static final Ladder SHORT = ladder(100, 500, 900);

    static Population random(Random random, int chaosSeconds) {
        List<Service> services = new ArrayList<>();
        List<ShiftPlan> plans = new ArrayList<>();
        for (int i = 0; i < SERVICES; i++) {
            ServiceRef ref = new ServiceRef("shop", "s" + i);
            services.add(Service.random(random, ref, SOURCE, DESTINATION, chaosSeconds));
            plans.add(plan(random, "shift-" + i, ref));
            if (random.nextInt(10) == 0) {
                plans.add(plan(random, "rival-" + i, ref));
            }
        }
        return new Population(services, plans);
    }

    /** Puts everything where it begins. */
    void settle(InMemoryShifts shifts, InMemoryRouter router) {
        plans.forEach(plan -> shifts.add(plan, new Request(Intent.ADVANCE, 1, Origin.PERSON, "ana", "", false)));
        BYSTANDERS.forEach(
                (service, standing) -> router.clusters().forEach(cluster -> router.set(cluster, service, standing)));
    }

    private static ShiftPlan plan(Random random, String name, ServiceRef service) {
        return new ShiftPlan(
                new ShiftId("shop", name),
                service,
                SOURCE,
                DESTINATION,
                random.nextBoolean() ? Ladder.DEFAULT : SHORT,
                random.nextBoolean() ? PACING : PACING.withMetricsBudget(Duration.ofMinutes(3)),
                Objectives.DEFAULT,
                SubsetLabel.NETWORK,
                random.nextBoolean() ? OnDelete.KEEP : OnDelete.RESTORE,
                ShiftPlan.Mode.SHIFT);
    }

    private static Ladder ladder(Integer... permilles) {
        return new Ladder(Stream.of(permilles).map(Weight::new).toList());
    }
}
