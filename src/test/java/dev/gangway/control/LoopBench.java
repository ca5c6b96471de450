package dev.gangway.control;

import dev.gangway.domain.analysis.ClientCounts;
import dev.gangway.domain.analysis.Evidence;
import dev.gangway.domain.analysis.MetricWindow;
import dev.gangway.domain.analysis.Samples;
import dev.gangway.domain.analysis.Verdict;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Phases;
import dev.gangway.domain.shift.Request;
import dev.gangway.domain.shift.Request.Intent;
import dev.gangway.domain.shift.RouteTarget;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.shift.Shifts;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.ServiceRef;
import dev.gangway.domain.traffic.TrafficSplit;
import dev.gangway.domain.traffic.Weight;
import dev.gangway.fake.FakePods;
import dev.gangway.fake.InMemoryRouter;
import dev.gangway.fake.InMemoryRouter.Standing;
import dev.gangway.fake.InMemoryShifts;
import dev.gangway.fake.Leads;
import dev.gangway.fake.MutableClock;
import dev.gangway.fake.RecordingAnnouncer;
import dev.gangway.fake.RecordingMeter;
import dev.gangway.fake.ScriptedMetrics;
import dev.gangway.fake.SteadyHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The loop on fakes, in the calling thread, with a clock that is moved by hand. */
final class LoopBench {
    static final ClusterName K8S2 = Shifts.K8S2;
    static final ClusterName EKS1 = Shifts.EKS1;
    static final ClusterName GKE3 = new ClusterName("gke3");
    static final ShiftPlan PLAN = Shifts.plan();
    static final ShiftId ID = PLAN.id();
    static final Duration ROUND = Duration.ofSeconds(10);
    static final Clients GOOD = new Clients(10_000, 0.001);
    static final Clients BAD = new Clients(10_000, 0.5);

    /**
     * What clients do and see in a round; of the source's answers one in a thousand fails.
     *
     * @param requests to both sides, which share them as the routes say
     * @param failing what share of the destination's answers fails
     */
    record Clients(long requests, double failing) {}

    final Leads leadership = new Leads();
    final MutableClock clock = new MutableClock(Instant.parse("2025-01-15T10:00:00Z"));
    final InMemoryShifts shifts = new InMemoryShifts(clock);
    final ScriptedMetrics metrics = new ScriptedMetrics();
    final SteadyHistory history = new SteadyHistory(Shifts.K8S2);
    final InMemoryRouter router = new InMemoryRouter(K8S2, EKS1, GKE3);
    final FakePods pods = new FakePods();
    final RecordingAnnouncer announcer = new RecordingAnnouncer();
    final RecordingMeter meter = new RecordingMeter();
    final List<ShiftId> ticksWanted = new ArrayList<>();
    final List<Preflight.Check> checks = new ArrayList<>();
    private final Map<ClusterName, Double> ownWays = new TreeMap<>();
    ShiftLoop loop = restarted();
    final ShiftCommands commands = new ShiftCommands(shifts, shifts, plan -> List.copyOf(checks));

    /** A loop that remembers nothing, on all that stands. */
    ShiftLoop restarted() {
        loop = loopIn(Lanes.inCallingThread());
        return loop;
    }

    /** Another loop, in these lanes. */
    ShiftLoop loopIn(Lanes lanes) {
        return new ShiftLoop(
                leadership,
                shifts,
                shifts,
                metrics,
                history,
                router,
                plan -> List.copyOf(checks),
                pods,
                pods,
                announcer,
                meter,
                lanes,
                new Tempo(clock, 1),
                (id, after) -> ticksWanted.add(id));
    }

    static ShiftPlan plan(String name, String service) {
        return new ShiftPlan(
                new ShiftId("shop", name),
                new ServiceRef("shop", service),
                PLAN.source(),
                PLAN.destination(),
                PLAN.ladder(),
                PLAN.pacing(),
                PLAN.objectives(),
                PLAN.subsetLabel(),
                PLAN.onDelete(),
                PLAN.mode());
    }

    /** The shift is in this phase, and every cluster shows what it wants. */
    LoopBench standingIn(Phase phase) {
        return in(phase).showing(phase);
    }

    LoopBench in(Phase phase) {
        return in(PLAN, phase);
    }

    LoopBench in(ShiftPlan plan, Phase phase) {
        ShiftState state = new ShiftState(
                phase,
                Phases.REASON,
                1,
                Verdict.INCONCLUSIVE,
                List.of(),
                evidence(phase, plan),
                standing(phase, plan),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                clock.instant());
        ShiftRecord unused = shifts.put(plan, Shifts.wants(Intent.ADVANCE), state);
        return this;
    }

    /** Whoever has left the baseline knows the source's past. */
    private static Evidence evidence(Phase phase, ShiftPlan plan) {
        return ShiftState.wanted(phase, plan).equals(plan.baseline())
                ? Evidence.NONE
                : Samples.knowing(Samples.past(360, n -> Samples.fast(10_000, 10)));
    }

    private Map<ClusterName, TrafficSplit> standing(Phase phase, ShiftPlan plan) {
        TrafficSplit wanted = ShiftState.wanted(phase, plan);
        return phase.target(plan)
                .filter(target -> target.stage() == RouteTarget.Stage.ROUTES)
                .map(target -> Map.of(K8S2, wanted, EKS1, wanted, GKE3, wanted))
                .orElse(Map.of());
    }

    LoopBench showing(Phase phase) {
        standing(phase, PLAN).forEach((cluster, split) -> show(cluster, split.toDestination()));
        return this;
    }

    void show(ClusterName cluster, Weight weight) {
        router.set(cluster, PLAN.service(), new Standing(true, Optional.of(PLAN.split(weight))));
    }

    /** A round ten seconds later, with what was seen since the last one. */
    LoopBench round(Clients clients) {
        clock.advance(ROUND);
        List<ClientCounts> counts = router.clusters().stream()
                .sorted()
                .map(cluster -> counts(cluster, clients.requests()))
                .toList();
        long there = ownWays.isEmpty()
                ? Math.round(clients.requests() * share())
                : counts.stream()
                        .mapToLong(cluster -> cluster.byDestination().get(EKS1))
                        .sum();
        long here = clients.requests() - there;
        metrics.answer(
                PLAN.service(),
                new MetricWindow(
                        clock.instant().minus(ROUND),
                        clock.instant(),
                        Map.of(
                                K8S2, Samples.fast(here, here / 1000),
                                EKS1, Samples.fast(there, (long) (there * clients.failing()))),
                        0,
                        counts));
        return round();
    }

    /** From now on the clients of a cluster go their own way: that share of their requests goes to the destination. */
    LoopBench ownWay(ClusterName clients, double share) {
        ownWays.put(clients, share);
        return this;
    }

    /** From now on all clients follow the routes. */
    LoopBench allFollow() {
        ownWays.clear();
        return this;
    }

    private ClientCounts counts(ClusterName cluster, long requests) {
        long all = requests / router.clusters().size();
        double share = ownWays.getOrDefault(cluster, weights().getOrDefault(cluster, 0) / 1000.0);
        long there = Math.round(all * share);
        return new ClientCounts(cluster.value(), Map.of(K8S2, all - there, EKS1, there), 0);
    }

    /** The destination's, where every cluster has as many clients. */
    private double share() {
        return router.clusters().stream()
                        .mapToInt(cluster -> weights().getOrDefault(cluster, 0))
                        .average()
                        .orElseThrow()
                / 1000;
    }

    LoopBench round() {
        loop.round().await().indefinitely();
        return this;
    }

    LoopBench rounds(int count, Clients clients) {
        for (int i = 0; i < count; i++) {
            round(clients);
        }
        return this;
    }

    LoopBench tick() {
        loop.tick(ID);
        return this;
    }

    LoopBench wants(Intent intent) {
        Request wanted = Shifts.wants(intent);
        ShiftRecord unused = shifts.request(ID, shift -> wanted);
        return this;
    }

    ShiftState state() {
        return shifts.find(ID).orElseThrow().state();
    }

    Phase phase() {
        return state().phase();
    }

    /** What each cluster's routes give the destination, in per mille; absent without routes. */
    Map<ClusterName, Integer> weights() {
        Map<ClusterName, Integer> weights = new TreeMap<>();
        router.clusters().forEach(cluster -> router.standing(cluster, PLAN.service())
                .routes()
                .ifPresent(split -> weights.put(cluster, split.toDestination().permille())));
        return weights;
    }
}
