package dev.gangway.adapter.cluster;

import static dev.gangway.adapter.cluster.Registered.EKS1;
import static dev.gangway.adapter.cluster.Registered.K8S2;
import static dev.gangway.adapter.cluster.Registered.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gangway.adapter.Gate;
import dev.gangway.adapter.istio.IstioRouter;
import dev.gangway.control.Lanes;
import dev.gangway.control.Leadership;
import dev.gangway.control.LoopRunner;
import dev.gangway.control.MetricsSource.Readings;
import dev.gangway.control.ShiftLoop;
import dev.gangway.control.Tempo;
import dev.gangway.domain.analysis.Counting;
import dev.gangway.domain.analysis.Objectives;
import dev.gangway.domain.analysis.Reading;
import dev.gangway.domain.shift.Pacing;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Request;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.Ladder;
import dev.gangway.domain.traffic.ServiceRef;
import dev.gangway.fake.FakePods;
import dev.gangway.fake.InMemoryShifts;
import dev.gangway.fake.RecordingAnnouncer;
import dev.gangway.fake.SteadyHistory;
import dev.gangway.sim.SimulatedMesh;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * 200 shifts run through the real loop, router and registry while clusters come, go and break. Half of them are between clusters that
 * nothing happens to but a rotation; those must not notice, counted in rounds and turns.
 */
class ClusterTurmoilTest {
    private static final int SHIFTS_EACH = 100;
    private static final int ROUNDS_EACH = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Pacing PACING =
            new Pacing(Duration.ofSeconds(1), Pacing.DEFAULT.soak(), Pacing.DEFAULT.bake(), Pacing.DEFAULT.watch());
    private static final ClusterName SHAKY1 = new ClusterName("shaky1");
    private static final ClusterName SHAKY2 = new ClusterName("shaky2");
    private static final Request ADVANCE =
            new Request(Request.Intent.ADVANCE, 1, Request.Origin.PERSON, "sre@example.com", "", false);

    /** An API server that is only slow must not seem to hang. */
    private final Registered all = new Registered(Clock.systemUTC(), Duration.ofSeconds(10), Duration.ofSeconds(1));

    private final SimulatedMesh shaky = SimulatedMesh.start(SimulatedMesh.Settings.of(Clock.systemUTC(), 2));
    private final Gate gate1 = new Gate(shaky.apiServers().get("k8s2"));
    private final Gate gate2 = new Gate(shaky.apiServers().get("eks1"));
    private final List<ShiftPlan> calm = plans("calm", K8S2, EKS1);
    private final TurnLedger ledger =
            new TurnLedger(calm.stream().map(ShiftPlan::id).collect(Collectors.toSet()));
    private final Tempo tempo = new Tempo(Clock.systemUTC(), 1);
    private final InMemoryShifts shifts = new InMemoryShifts(tempo.clock());
    private final Lanes lanes = Lanes.ofThreads(8);
    private final LoopRunner runner = new LoopRunner(tempo, Duration.ofMillis(100));

    @BeforeEach
    void start() {
        AtomicReference<ShiftLoop> loop = new AtomicReference<>();
        IstioRouter router = new IstioRouter(
                all.registry,
                Leadership.alone(),
                id -> Optional.ofNullable(loop.get()).ifPresent(running -> running.tick(id)),
                tempo.clock());
        all.registry.addListener(router);
        all.secret("k8s2", all.kubeconfig("k8s2", "first"));
        all.secret("shaky1", kubeconfig("k8s2", gate1, "first"));
        all.secret("shaky2", kubeconfig("eks1", gate2, "first"));
        all.cluster("shaky1", spec("shaky1"));
        all.cluster("shaky2", spec("shaky2"));
        all.registry.start();
        Stream.concat(calm.stream(), plans("shaken", SHAKY1, SHAKY2).stream())
                .forEach(plan -> shifts.add(plan, ADVANCE));
        loop.set(new ShiftLoop(
                Leadership.alone(),
                shifts,
                shifts,
                ClusterTurmoilTest::knowNothing,
                new SteadyHistory(K8S2),
                router,
                plan -> List.of(),
                new FakePods(),
                new FakePods(),
                new RecordingAnnouncer(),
                ledger,
                lanes,
                tempo,
                (id, after) -> runner.lookAgain(loop.get(), id, after)));
        runner.start(loop.get());
        await().atMost(PATIENCE).until(() -> areAllIn(Phase.Kind.SHIFTING));
        ledger.beStrict();
    }

    @AfterEach
    void stop() {
        runner.close();
        lanes.close();
        gate1.shut(false);
        all.close();
        gate1.close();
        gate2.close();
        shaky.close();
    }

    @Test
    void shouldLeaveOutNoTurnOfAShiftWhoseClustersAreNotConcerned() {
        int turnsBefore = ledger.fewestTurns();
        int roundsBefore = ledger.rounds();
        all.secret("late", shaky.kubeconfig("eks1"));
        all.cluster("late", spec("late"));
        someRounds("a cluster is added");

        all.secret("k8s2", all.kubeconfig("k8s2", "second"));
        await().atMost(PATIENCE).until(() -> all.heard.contains("replaced k8s2"));
        someRounds("the kubeconfig of the shifts' own source is rotated");

        gate1.shut(true);
        await().atMost(PATIENCE)
                .until(() -> !all.registry.byName("shaky1").orElseThrow().reachable());
        someRounds("an API server hangs");

        gate2.admitOnly("second");
        await().atMost(PATIENCE).until(() -> all.registry
                .byName("shaky2")
                .orElseThrow()
                .problem()
                .orElse("")
                .contains("401"));
        someRounds("an API server refuses the token");

        all.secret("late", "no kubeconfig");
        await().atMost(PATIENCE)
                .until(() -> all.registry.problem(new ClusterName("late")).contains("is not a kubeconfig"));
        someRounds("a Secret becomes unusable");

        all.secret("shaky1", kubeconfig("k8s2", gate1, "second"));
        all.secret("shaky2", kubeconfig("eks1", gate2, "second"));
        await().atMost(PATIENCE)
                .until(() -> all.registry.byName("shaky2").orElseThrow().reachable());
        await().atMost(PATIENCE).until(() -> all.heard.contains("replaced shaky1"));
        someRounds("kubeconfigs are rotated, one of a server that hangs");

        all.delete("shaky1");
        all.delete("late");
        await().atMost(PATIENCE).until(() -> all.heard.containsAll(List.of("left shaky1", "left late")));
        someRounds("clusters are removed, one that hangs");

        assertThat(ledger.wrongs()).isEmpty();
        assertThat(areAllIn(Phase.Kind.SHIFTING)).isTrue();
        assertThat(ledger.fewestTurns() - turnsBefore).isGreaterThanOrEqualTo(ledger.rounds() - roundsBefore - 2);
        assertThat(ledger.last().values())
                .filteredOn(shift -> shift.plan().source().equals(SHAKY1))
                .hasSize(SHIFTS_EACH)
                .allSatisfy(shift -> assertThat(shift.state().unreachable()).containsKey(SHAKY1));
    }

    /** At once, and without an interval that would space the rounds out. */
    private static Uni<Readings> knowNothing(Map<ServiceRef, Counting> services) {
        Reading unknown = new Reading.Unavailable(Reading.Problem.EMPTY, "no source knows this service");
        return Uni.createFrom()
                .item(new Readings(
                        services.keySet().stream().collect(Collectors.toMap(service -> service, service -> unknown)),
                        Duration.ZERO));
    }

    private void someRounds(String meanwhile) {
        int until = ledger.rounds() + ROUNDS_EACH;
        await(meanwhile).atMost(PATIENCE).until(() -> ledger.rounds() >= until);
    }

    private boolean areAllIn(Phase.Kind phase) {
        return ledger.last().size() == 2 * SHIFTS_EACH
                && calm.stream()
                        .allMatch(plan ->
                                ledger.last().get(plan.id()).state().phase().kind() == phase);
    }

    private String kubeconfig(String cluster, Gate gate, String token) {
        return shaky.kubeconfig(cluster)
                .replace(
                        shaky.apiServers().get(cluster).toString(),
                        gate.address().toString())
                .replace("user: {}", "user: {token: " + token + "}");
    }

    private static List<ShiftPlan> plans(String name, ClusterName source, ClusterName destination) {
        return IntStream.range(0, SHIFTS_EACH)
                .mapToObj(number -> new ShiftPlan(
                        new ShiftId("shop", name + number),
                        new ServiceRef("shop", name + number),
                        source,
                        destination,
                        Ladder.DEFAULT,
                        PACING,
                        Objectives.DEFAULT,
                        ShiftPlan.SubsetLabel.NETWORK,
                        ShiftPlan.OnDelete.KEEP,
                        ShiftPlan.Mode.SHIFT))
                .toList();
    }
}
