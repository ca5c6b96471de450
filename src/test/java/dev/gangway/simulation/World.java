package dev.gangway.simulation;

import dev.gangway.control.Lanes;
import dev.gangway.control.Leadership;
import dev.gangway.control.Preflight;
import dev.gangway.control.ShiftCommands;
import dev.gangway.control.ShiftLoop;
import dev.gangway.control.ShiftRecord;
import dev.gangway.control.ShiftState;
import dev.gangway.control.Tempo;
import dev.gangway.domain.analysis.Reading;
import dev.gangway.domain.analysis.Reading.Problem;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.ServiceRef;
import dev.gangway.domain.traffic.TrafficSplit;
import dev.gangway.fake.InMemoryRouter;
import dev.gangway.fake.InMemoryRouter.Apply;
import dev.gangway.fake.InMemoryShifts;
import dev.gangway.fake.MutableClock;
import dev.gangway.fake.RecordingAnnouncer;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Some shifts in one mesh, with the loop on them, and with everything around them that can go wrong. */
final class World {
    static final Instant START = Instant.parse("2025-01-15T10:00:00Z");

    static final Reading NOT_READ = new Reading.Unavailable(Problem.EMPTY, "nothing was read in this tick");

    private final Chances chances;
    private final MutableClock clock = new MutableClock(START);
    private final InMemoryShifts shifts = new InMemoryShifts(clock);
    private final InMemoryRouter router =
            new InMemoryRouter(Population.SOURCE, Population.DESTINATION, Population.THIRD);
    private final Map<ServiceRef, Flow> flows = new HashMap<>();
    private final FlowHistory past;
    private final Mortal process = new Mortal();
    final FlakyMetrics metrics;
    private final Violations violations = new Violations();
    private final Invariants invariants = new Invariants(this, violations);
    private final RecordInvariants recordInvariants = new RecordInvariants(this, violations);
    private final Map<ShiftId, Instant> ticks = new TreeMap<>(Comparator.comparing(ShiftId::name));
    private final Map<ServiceRef, Set<TrafficSplit>> decided = new HashMap<>();
    private final Map<ServiceRef, Set<ClusterName>> notWritten = new HashMap<>();
    private final Set<ShiftId> notRecorded = new HashSet<>();
    private final Map<ShiftId, ShiftRecord> rolledBack = new HashMap<>();
    final Tally tally;
    final Pods pods;
    private ShiftLoop loop;

    World(Random random, Population population, Tally tally) {
        this.chances = new Chances(random);
        this.tally = tally;
        pods = new Pods(chances);
        metrics = new FlakyMetrics(flows, clock, random, process);
        past = new FlowHistory(flows, random, process);
        population.services().forEach(service -> flows.put(service.ref(), new Flow(service, router, random, START)));
        population.plans().forEach(plan -> decided.computeIfAbsent(plan.service(), ref -> new HashSet<>())
                .add(plan.baseline()));
        population.settle(shifts, router);
        router.forgetApplies();
        router.changing(service -> {
            if (flows.containsKey(service)) {
                flows.get(service).change(clock.instant());
            }
        });
        router.witness(this::applying);
        router.faults((cluster, service) -> written(cluster, service));
        shifts.faults(this::recording);
        shifts.witness(this::recorded);
        restart();
    }

    private void applying(Apply apply) {
        process.call();
        invariants.intentIsOnDisk(apply);
        invariants.leavesOthersAlone(apply);
    }

    private InMemoryRouter.Fault written(ClusterName cluster, ServiceRef service) {
        process.call();
        InMemoryRouter.Fault fault = chances.ofWriting();
        if (fault != InMemoryRouter.Fault.NONE) {
            notWritten.computeIfAbsent(service, ref -> new HashSet<>()).add(cluster);
        }
        return fault;
    }

    private InMemoryShifts.Fault recording(ShiftId id) {
        process.call();
        InMemoryShifts.Fault fault = chances.ofRecording();
        if (fault != InMemoryShifts.Fault.NONE) {
            notRecorded.add(id);
        }
        return fault;
    }

    private void recorded(ShiftRecord before, ShiftRecord after) {
        recordInvariants.recorded(before, after);
        decided.get(after.plan().service()).add(ShiftState.wanted(after.state().phase(), after.plan()));
        Phase.Kind was = before.state().phase().kind();
        Phase.Kind is = after.state().phase().kind();
        if (was != is && is == Phase.Kind.ROLLING_BACK) {
            rolledBack.put(after.id(), after);
            tally.rolledBack(after, flows.get(after.plan().service()).service());
        }
        if (was != is && is == Phase.Kind.ROLLED_BACK) {
            invariants.rollbackHasEnded(after);
        }
        process.call();
    }

    /** A new process, which remembers nothing. */
    void restart() {
        process.revive();
        ticks.clear();
        metrics.begin();
        invariants.begin();
        shifts.all().forEach(shift -> flow(shift.plan().service())
                .goesOnWith(shift.state().evidence().destination().requests(), now()));
        loop = new ShiftLoop(
                Leadership.alone(),
                shifts,
                shifts,
                metrics,
                past,
                router,
                plan -> chances.ofPreflight()
                        ? List.of(new Preflight.Check("x", "x", Preflight.Result.UNKNOWN, "not known now", "wait"))
                        : List.of(),
                pods,
                pods,
                new RecordingAnnouncer(),
                tally,
                Lanes.inCallingThread(),
                new Tempo(clock, 1),
                (id, after) -> {
                    if (!chances.ofLosingATick()) {
                        ticks.putIfAbsent(id, clock.instant().plus(after));
                    }
                });
    }

    /** One second passes. */
    void second() {
        clock.advance(Duration.ofSeconds(1));
        for (int i = 0; i < 3; i++) {
            List<ShiftId> due = ticks.entrySet().stream()
                    .filter(tick -> !tick.getValue().isAfter(clock.instant()))
                    .map(Map.Entry::getKey)
                    .toList();
            due.forEach(ticks::remove);
            due.forEach(this::tick);
        }
    }

    void tick(ShiftId id) {
        event(() -> loop.tick(id));
    }

    /** A round, after which plain harm must have been answered. */
    void round() {
        List<ShiftRecord> before = shifts.all();
        event(() -> {
            Uni.createFrom()
                    .deferred(loop::round)
                    .onFailure(CrashException.class)
                    .recoverWithItem(Duration.ZERO)
                    .await()
                    .indefinitely();
            if (!process.isDead()) {
                before.stream()
                        .filter(shift -> shift.state().phase().kind().isJudged() && !notRecorded.contains(shift.id()))
                        .forEach(shift -> invariants.plainHarmIsSeen(
                                shift, told(shift.plan().service())));
            }
        });
    }

    private void event(Runnable what) {
        notWritten.clear();
        notRecorded.clear();
        rolledBack.clear();
        metrics.forget();
        int threw = tally.failedTurns("error");
        what.run();
        violations.require(
                7, process.isDead() || tally.failedTurns("error") == threw, "a turn threw something unexpected");
        if (process.isDead()) {
            tally.crashed();
            chances.ofLandingAfterACrash(router);
            restart();
            return;
        }
        rolledBack.values().stream()
                .filter(shift -> !notRecorded.contains(shift.id()))
                .forEach(shift -> invariants.rollbackStandsWhereItCanBeWritten(
                        shift, unwritten(shift.plan().service())));
    }

    private Set<ClusterName> unwritten(ServiceRef service) {
        Set<ClusterName> clusters = new HashSet<>(notWritten.getOrDefault(service, Set.of()));
        router.clusters().stream()
                .filter(cluster -> !router.isReachable(cluster))
                .forEach(clusters::add);
        return clusters;
    }

    /** What holds at any time. */
    void check() {
        decided.forEach(invariants::weightsAreAsDecided);
        Population.BYSTANDERS.forEach((service, standing) -> invariants.bystandersStay(service, standing));
    }

    /** From now on nothing goes wrong any more. */
    void faultsStop() {
        chances.stop();
        pods.restore();
        metricsFail(0);
        process.revive();
        router.clusters().forEach(cluster -> router.reachable(cluster, true));
        router.flush();
    }

    Optional<String> violation() {
        return violations.first();
    }

    Invariants invariants() {
        return invariants;
    }

    Chances chances() {
        return chances;
    }

    Mortal process() {
        return process;
    }

    /** How likely a reading of the present or of the past fails. */
    void metricsFail(double likelihood) {
        metrics.faults(likelihood);
        past.faults(likelihood);
    }

    InMemoryRouter router() {
        return router;
    }

    ShiftCommands commands() {
        return new ShiftCommands(shifts, shifts, plan -> List.of());
    }

    List<ShiftRecord> shifts() {
        return shifts.all();
    }

    Optional<ShiftRecord> shift(ShiftId id) {
        return shifts.find(id);
    }

    List<ShiftRecord> shiftsOf(ServiceRef service) {
        return shifts.all().stream()
                .filter(shift -> shift.plan().service().equals(service))
                .toList();
    }

    boolean hasRival(ShiftRecord shift) {
        return shiftsOf(shift.plan().service()).size() > 1;
    }

    /** A stranger's split. */
    void drift(ClusterName cluster, ShiftPlan plan, TrafficSplit split) {
        decided.get(plan.service()).add(split);
        router.set(cluster, plan.service(), new InMemoryRouter.Standing(true, Optional.of(split)));
    }

    Flow flow(ServiceRef service) {
        return flows.get(service);
    }

    Instant now() {
        return clock.instant();
    }

    Reading told(ServiceRef service) {
        return metrics.told(service).orElse(NOT_READ);
    }
}
