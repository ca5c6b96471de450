package dev.gangway.preflight;

import static org.awaitility.Awaitility.await;

import dev.gangway.adapter.cluster.ClusterRegistry;
import dev.gangway.adapter.cluster.preflight.ClusterPreflight;
import dev.gangway.adapter.istio.IstioRouter;
import dev.gangway.adapter.istio.RoutePreflight;
import dev.gangway.control.Leadership;
import dev.gangway.control.Preflight.Check;
import dev.gangway.control.Preflight.Result;
import dev.gangway.control.PreflightReport;
import dev.gangway.domain.analysis.Objectives;
import dev.gangway.domain.shift.Pacing;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.shift.ShiftPlan.OnDelete;
import dev.gangway.domain.shift.ShiftPlan.SubsetLabel;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.Ladder;
import dev.gangway.domain.traffic.ServiceRef;
import dev.gangway.fake.MutableClock;
import dev.gangway.sim.SetupFault;
import dev.gangway.sim.SimulatedMesh;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The simulated mesh, and the checks over its clusters and routes for the shift of {@code shop/checkout} from k8s2 to eks1. */
public final class PreflightedMesh implements AutoCloseable {
    private static final ShiftPlan CHECKOUT = new ShiftPlan(
            new ShiftId("shop", "checkout"),
            new ServiceRef("shop", "checkout"),
            new ClusterName("k8s2"),
            new ClusterName("eks1"),
            Ladder.DEFAULT,
            Pacing.DEFAULT,
            Objectives.DEFAULT,
            SubsetLabel.NETWORK,
            OnDelete.RESTORE,
            ShiftPlan.Mode.SHIFT);

    private static final Duration STEP = Duration.ofSeconds(5);
    private static final int STEPS_OF_A_ROLLOUT = 12;

    private final MutableClock clock = new MutableClock(Instant.parse("2027-03-01T12:00:00Z"));
    private final SimulatedMesh simulated = SimulatedMesh.start(SimulatedMesh.Settings.of(clock, 1));
    private final ClusterRegistry registry =
            new ClusterRegistry(simulated.client("management"), Duration.ofSeconds(30), clock);
    private final IstioRouter router = new IstioRouter(registry, Leadership.alone(), unused -> {}, clock);
    private final RoutePreflight ofRoutes = new RoutePreflight(registry, router);
    private final ClusterPreflight ofClusters = new ClusterPreflight(registry, clock);

    /** Waits until both clusters are known. */
    public PreflightedMesh() {
        registry.addListener(router);
        registry.start();
        awaitHealth();
    }

    /** All checks, on what stands now. */
    public List<Check> checks() {
        clock.advance(Duration.ofSeconds(11));
        simulated.catchUp();
        List<Check> checks = new ArrayList<>(ofRoutes.check(CHECKOUT));
        checks.addAll(ofClusters.check(CHECKOUT));
        return checks;
    }

    /** The same as REST and the command line have it. */
    public PreflightReport report() {
        return new PreflightReport(
                CHECKOUT.id(),
                checks().stream()
                        .map(check -> new PreflightReport.Line(check, !check.isObstacle(CHECKOUT.precautions())))
                        .toList());
    }

    /** Switches one on and waits until the clusters' controllers have followed, and a check is not passed. */
    public void spoil(SetupFault fault, String check) {
        simulated.setSetupFault(fault, true);
        for (int step = 0; step < STEPS_OF_A_ROLLOUT; step++) {
            clock.advance(STEP);
            simulated.catchUp();
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> isAmiss(check));
    }

    /** Switches all off and waits until every check is passed. */
    public void heal() {
        simulated.setupFaults().forEach(fault -> simulated.setSetupFault(fault, false));
        awaitHealth();
    }

    @Override
    public void close() {
        registry.close();
        simulated.close();
    }

    private boolean isAmiss(String id) {
        return checks().stream().anyMatch(check -> check.id().equals(id) && check.result() != Result.PASS);
    }

    private void awaitHealth() {
        await().atMost(Duration.ofSeconds(60)).until(this::amiss, List::isEmpty);
    }

    /** In words, so that a test that waits in vain says for what. */
    private List<String> amiss() {
        return checks().stream()
                .filter(check -> check.result() != Result.PASS)
                .map(check -> "%s %s: %s".formatted(check.result(), check.id(), check.words()))
                .toList();
    }
}
