package dev.gangway.metricfaults;

import static org.awaitility.Awaitility.await;

import dev.gangway.adapter.prometheus.PrometheusMetricsSource;
import dev.gangway.adapter.prometheus.QueryMeter;
import dev.gangway.adapter.telemetry.Telemetry;
import dev.gangway.control.Lanes;
import dev.gangway.control.Leadership;
import dev.gangway.control.MetricsSource;
import dev.gangway.control.ShiftCommands;
import dev.gangway.control.ShiftLoop;
import dev.gangway.control.ShiftRecord;
import dev.gangway.control.ShiftState;
import dev.gangway.control.Tempo;
import dev.gangway.domain.analysis.Objectives;
import dev.gangway.domain.shift.Command;
import dev.gangway.domain.shift.Pacing;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Request;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.Ladder;
import dev.gangway.domain.traffic.ServiceRef;
import dev.gangway.domain.traffic.Weight;
import dev.gangway.fake.FakePods;
import dev.gangway.fake.InMemoryRouter;
import dev.gangway.fake.InMemoryShifts;
import dev.gangway.fake.RecordingAnnouncer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.prometheus.client.CollectorRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/** Shifts of the mesh's services on the loop, which reads the mesh's Prometheus as it does everywhere. */
final class Moves {
    private static final Executor OWN_THREAD = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "moves");
        thread.setDaemon(true);
        thread.setContextClassLoader(Moves.class.getClassLoader());
        return thread;
    });

    private static final List<ServiceRef> SERVICES = List.of(FaultyMesh.GOOD, FaultyMesh.BAD);
    private static final ClusterName SOURCE = new ClusterName(FaultyMesh.SOURCE);
    private static final ClusterName DESTINATION = new ClusterName(FaultyMesh.DESTINATION);
    private static final Pacing PACING =
            new Pacing(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(60));

    final RecordingAnnouncer announcer = new RecordingAnnouncer();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final CollectorRegistry scraped = new CollectorRegistry();
    private final FaultyMesh mesh;
    private final InMemoryShifts shifts;
    private final InMemoryRouter router = new InMemoryRouter(SOURCE, DESTINATION);
    private final ShiftLoop loop;
    private final Map<ServiceRef, Map<ClusterName, Weight>> routed = new HashMap<>();
    private final List<String> violations = new ArrayList<>();

    /** With a timeout that a healthy answer keeps also on a busy machine. */
    Moves(FaultyMesh mesh, Duration metricsBudget) {
        this(mesh, metricsBudget, Duration.ofSeconds(30));
    }

    Moves(FaultyMesh mesh, Duration metricsBudget, Duration timeout) {
        var settings = FaultyMesh.settings(timeout);
        this.mesh = mesh;
        shifts = new InMemoryShifts(mesh.clock());
        Telemetry telemetry = new Telemetry(meters, scraped, Leadership.alone());
        FakePods pods = new FakePods();
        loop = new ShiftLoop(
                Leadership.alone(),
                shifts,
                shifts,
                inOwnThread(new PrometheusMetricsSource(mesh::servers, settings, mesh.clock(), QueryMeter.NONE)),
                mesh.history(settings),
                router,
                plan -> List.of(),
                pods,
                pods,
                announcer,
                telemetry,
                Lanes.inCallingThread(),
                new Tempo(mesh.clock(), 1),
                (id, after) -> {});
        shifts.witness(this::recorded);
        SERVICES.forEach(service -> {
            mesh.harm(service, false);
            ShiftRecord unused = shifts.add(
                    plan(service, PACING.withMetricsBudget(metricsBudget)),
                    new Request(Request.Intent.ADVANCE, 1, Request.Origin.PERSON, "ana", "", false));
        });
        follow();
    }

    private static ShiftPlan plan(ServiceRef service, Pacing pacing) {
        return new ShiftPlan(
                id(service),
                service,
                SOURCE,
                DESTINATION,
                new Ladder(List.of(new Weight(50), new Weight(250), new Weight(750))),
                pacing,
                Objectives.DEFAULT,
                ShiftPlan.SubsetLabel.NETWORK,
                ShiftPlan.OnDelete.KEEP,
                ShiftPlan.Mode.SHIFT);
    }

    private static ShiftId id(ServiceRef service) {
        return new ShiftId(service.namespace(), service.name());
    }

    /** Without anything to judge by nothing moves but because somebody wants it. */
    private void recorded(ShiftRecord before, ShiftRecord after) {
        boolean wanted = after.request().intent() == Request.Intent.ROLL_BACK
                || after.request().intent() == Request.Intent.PROMOTE;
        boolean moves = !weight(before).equals(weight(after))
                || (after.state().phase().kind() == Phase.Kind.ROLLING_BACK
                        && before.state().phase().kind() != Phase.Kind.ROLLING_BACK);
        if (after.state().metricsProblem().isPresent() && moves && !wanted) {
            violations.add("%s: %s -> %s on %s"
                    .formatted(
                            after.id(),
                            before.state().phase(),
                            after.state().phase(),
                            after.state().metricsProblem().orElseThrow()));
        }
    }

    /** Ten seconds pass, and then there is a round. */
    Moves round() {
        mesh.pass();
        loop.round().await().atMost(Duration.ofSeconds(60));
        follow();
        return this;
    }

    Moves rounds(int count) {
        for (int i = 0; i < count; i++) {
            round();
        }
        return this;
    }

    /** Rounds until something holds; how many. The past of a source is read beside them, in real time. */
    int until(BooleanSupplier holds) {
        int[] rounds = {0};
        await().atMost(Duration.ofSeconds(90))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> {
                    if (holds.getAsBoolean()) {
                        return true;
                    }
                    round();
                    rounds[0]++;
                    return false;
                });
        return rounds[0];
    }

    /** Both get the first share of their requests at the destination. */
    Moves begun() {
        int unused = until(
                () -> SERVICES.stream().noneMatch(service -> weight(service).equals(Weight.NONE)));
        return this;
    }

    /** What the loop has decided stands in the mesh. */
    private void follow() {
        for (ServiceRef service : SERVICES) {
            for (ClusterName cluster : List.of(SOURCE, DESTINATION)) {
                Weight stands = router.standing(cluster, service)
                        .routes()
                        .map(split -> split.toDestination())
                        .orElse(Weight.NONE);
                Map<ClusterName, Weight> before = routed.computeIfAbsent(service, any -> new HashMap<>());
                if (!stands.equals(before.put(cluster, stands))) {
                    mesh.route(cluster.value(), service, stands);
                }
            }
        }
    }

    void command(ServiceRef service, Command command) {
        ShiftRecord unused = new ShiftCommands(shifts, shifts, plan -> List.of())
                .command(id(service), command, Request.Origin.PERSON, "ana", "because");
    }

    ShiftRecord shift(ServiceRef service) {
        return shifts.find(id(service)).orElseThrow();
    }

    ShiftState state(ServiceRef service) {
        return shift(service).state();
    }

    Phase.Kind kind(ServiceRef service) {
        return state(service).phase().kind();
    }

    Weight weight(ServiceRef service) {
        return weight(shift(service));
    }

    private static Weight weight(ShiftRecord shift) {
        return ShiftState.wanted(shift.state().phase(), shift.plan()).toDestination();
    }

    /** The metric of a shift without metrics. */
    double lacking(ServiceRef service) {
        return scraped.getSampleValue(
                "gangway_shift_metrics_lacking",
                new String[] {"namespace", "shift"},
                new String[] {service.namespace(), service.name()});
    }

    List<String> violations() {
        return List.copyOf(violations);
    }

    /**
     * Timeouts end in a thread of the JDK's that all tests of a process share, and that keeps the class loader of the first: as
     * of an application that has been stopped.
     */
    private static MetricsSource inOwnThread(MetricsSource source) {
        return asked -> source.read(asked).emitOn(OWN_THREAD);
    }
}
