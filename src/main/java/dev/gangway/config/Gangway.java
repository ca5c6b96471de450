package dev.gangway.config;

import dev.gangway.adapter.cluster.ClusterRegistry;
import dev.gangway.adapter.cluster.WatchSettings;
import dev.gangway.adapter.cluster.capacity.AutoscalerMinimums;
import dev.gangway.adapter.cluster.capacity.CapacityWatch;
import dev.gangway.adapter.cluster.enrolment.ClusterEnrolments;
import dev.gangway.adapter.cluster.preflight.ClusterPreflight;
import dev.gangway.adapter.crd.CustomResourceAlerts;
import dev.gangway.adapter.crd.CustomResourcePolicies;
import dev.gangway.adapter.crd.CustomResourceRequests;
import dev.gangway.adapter.crd.CustomResourceShifts;
import dev.gangway.adapter.crd.ResourceCache;
import dev.gangway.adapter.events.EventChannel;
import dev.gangway.adapter.istio.IstioRouter;
import dev.gangway.adapter.istio.RoutePreflight;
import dev.gangway.adapter.lease.LeaseElection;
import dev.gangway.adapter.prometheus.QueryMeter;
import dev.gangway.adapter.telemetry.ClusterMeters;
import dev.gangway.adapter.telemetry.Telemetry;
import dev.gangway.control.Announcer;
import dev.gangway.control.Clusters;
import dev.gangway.control.Gatekeeper;
import dev.gangway.control.HistoryFollower;
import dev.gangway.control.KnownState;
import dev.gangway.control.Lanes;
import dev.gangway.control.LoopMeter;
import dev.gangway.control.LoopRunner;
import dev.gangway.control.MetricsHistory;
import dev.gangway.control.Policies;
import dev.gangway.control.Preflight;
import dev.gangway.control.ShiftCommands;
import dev.gangway.control.ShiftLabels;
import dev.gangway.control.ShiftLoop;
import dev.gangway.control.ShiftStore;
import dev.gangway.control.Tempo;
import dev.gangway.control.alert.ShiftAlerts;
import dev.gangway.control.backtest.BacktestDesk;
import dev.gangway.control.backtest.BacktestPreflight;
import dev.gangway.control.backtest.Backtests;
import dev.gangway.control.enrolment.Enrolments;
import dev.gangway.control.preflight.CapacityPreflight;
import dev.gangway.domain.shift.ShiftId;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.prometheus.client.CollectorRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Puts the parts together, starts them in their order and stops them in the reverse. */
@Startup
@Singleton
public class Gangway {
    private static final Duration TURNS_END_WITHIN = Duration.ofSeconds(3);

    private final ResourceCache cache;
    private final LeaseElection leadership;
    private final ClusterRegistry registry;
    private final Lanes lanes;
    private final LoopRunner runner;
    private final ShiftCommands commands;
    private final MetricsHistory history;
    private final BacktestDesk backtests;
    private final ClusterEnrolments enrolments;
    private final ExecutorService background;
    private final PreflightWiring preflight;
    private final CustomResourceShifts shifts;
    private final MetricsWiring metrics;
    private final Beginning beginning;
    private final ShiftAlerts alerts;
    private final Announcements announcements;

    /** Starts everything, or as much as can be started before the management cluster answers. */
    public Gangway(
            KubernetesClient management,
            Tempo tempo,
            GangwayConfig config,
            MeterRegistry meters,
            CollectorRegistry scraped,
            EventChannel events) {
        AtomicReference<ShiftLoop> loop = new AtomicReference<>();
        Consumer<ShiftId> changed = id -> Optional.ofNullable(loop.get()).ifPresent(running -> running.tick(id));
        ClusterMeters clusterMeters = new ClusterMeters(meters);
        WatchSettings watching = new WatchSettings(config.watchSilence(), config.watchGrace(), clusterMeters);
        AtomicReference<Consumer<ShiftId>> follower = new AtomicReference<>(unused -> {});
        cache = new ResourceCache(management, both(follower, changed), watching);
        leadership = LeadershipWiring.election(management, config.leadership(), cache::highestEpoch);
        Telemetry telemetry = new Telemetry(meters, scraped, leadership);
        registry = registry(management, tempo, config, watching);
        telemetry.measure(registry, clusterMeters);
        IstioRouter router = new IstioRouter(registry, leadership, changed, tempo.clock());
        CapacityWatch capacity = new CapacityWatch(registry, changed, tempo.clock());
        shifts = new CustomResourceShifts(management, cache, leadership);
        GateWiring gates = new GateWiring(config.gates(), meters);
        announcements = Announcements.counted(
                List.of(telemetry, events, gates.announcer(shifts)), management, shifts::uid, config, meters);
        enrolments = new ClusterEnrolments(registry, shifts, leadership, tempo);
        List.of(router, capacity, enrolments).forEach(registry::addListener);
        runner = new LoopRunner(tempo, config.roundInterval());
        lanes = Lanes.ofThreads(config.lanes());
        CustomResourceRequests requests = new CustomResourceRequests(management, cache);
        alerts = new CustomResourceAlerts(requests, cache);
        metrics = new MetricsWiring(registry, config.prometheus(), tempo.clock(), telemetry);
        history = metrics.history();
        backtests = new BacktestDesk(new Backtests(history), requests, tempo.clock());
        background = Background.oneAtATime();
        preflight = new PreflightWiring(checks(router, capacity, tempo));
        commands = new ShiftCommands(shifts, requests, preflight.atOnce());
        Gatekeeper gatekeeper = gates.gatekeeper(tempo.clock(), changed);
        ShiftLoop running = loop(requests, router, capacity, gatekeeper, telemetry, tempo, loop);
        beginning = new Beginning(List.of(
                cache::awaitSeen,
                () -> follower.set(followed(events, tempo)),
                registry::start,
                () -> loop.set(running),
                () -> runner.start(running),
                leadership::start));
        beginning.begin();
    }

    private static Consumer<ShiftId> both(AtomicReference<Consumer<ShiftId>> first, Consumer<ShiftId> second) {
        return id -> {
            first.get().accept(id);
            second.accept(id);
        };
    }

    private Consumer<ShiftId> followed(EventChannel events, Tempo tempo) {
        return new HistoryFollower(shifts, leadership, found(events), tempo.clock())::changed;
    }

    private ShiftLoop loop(
            CustomResourceRequests requests,
            IstioRouter router,
            CapacityWatch capacity,
            Gatekeeper gatekeeper,
            LoopMeter meter,
            Tempo tempo,
            AtomicReference<ShiftLoop> itself) {
        return new ShiftLoop(
                leadership,
                shifts,
                requests,
                metrics.source(),
                history,
                router,
                preflight.inBackground(tempo.clock(), id -> itself.get().tick(id)),
                capacity,
                new AutoscalerMinimums(capacity, leadership, tempo.clock()),
                gatekeeper,
                announcements,
                meter,
                lanes,
                tempo,
                (id, after) -> runner.lookAgain(itself.get(), id, after));
    }

    /** In the order in which they are best read. */
    private Map<String, Preflight> checks(IstioRouter router, CapacityWatch capacity, Tempo tempo) {
        Map<String, Preflight> checks = new LinkedHashMap<>();
        checks.put("routes", new RoutePreflight(registry, router));
        checks.put("clusters", new ClusterPreflight(registry, tempo.clock()));
        checks.put("prometheus", metrics.preflight());
        checks.put("capacity", new CapacityPreflight(capacity));
        checks.put("backtest", new BacktestPreflight(new Backtests(history), tempo.clock(), background));
        return checks;
    }

    private ClusterRegistry registry(
            KubernetesClient management, Tempo tempo, GangwayConfig config, WatchSettings watching) {
        return new ClusterRegistry(
                management,
                config.clusterTimeout(),
                watching,
                tempo.clock(),
                config.kubeconfig().map(List::of).orElseGet(ClusterRegistry::defaultKubeconfigs),
                leadership);
    }

    /** What is found in a history. The leader tells of it everywhere: the answer to its record may have been lost. */
    private Announcer found(EventChannel events) {
        return event -> {
            if (leadership.isHeld()) {
                announcements.announce(event);
            }
            events.stands(event);
        };
    }

    @Produces
    @Singleton
    ShiftCommands commands() {
        return commands;
    }

    @Produces
    @Singleton
    ShiftLabels labels() {
        return shifts;
    }

    @Produces
    @Singleton
    Policies policies() {
        return new CustomResourcePolicies(cache);
    }

    @Produces
    @Singleton
    Clusters clusters() {
        return registry;
    }

    @Produces
    @Singleton
    MetricsHistory history() {
        return history;
    }

    @Produces
    @Singleton
    BacktestDesk backtests() {
        return backtests;
    }

    @Produces
    @Singleton
    Enrolments enrolments() {
        return enrolments;
    }

    @Produces
    @Singleton
    KnownState known() {
        return beginning;
    }

    /** The clusters of the mesh. */
    ClusterRegistry registry() {
        return registry;
    }

    /** Where shifts live. */
    ShiftStore shifts() {
        return shifts;
    }

    /** Where shifts keep the alerts that they were told of. */
    ShiftAlerts alerts() {
        return alerts;
    }

    /** Is told of each query to a Prometheus. */
    QueryMeter queryMeter() {
        return metrics.meter();
    }

    /** Which of several replicas leads. */
    LeaseElection leadership() {
        return leadership;
    }

    /** When the last round came to its end, for the readiness check. */
    public Optional<Instant> lastRound() {
        return runner.lastRound();
    }

    /** Before any bean is destroyed, which happens in no order: without the client of its cluster nothing can be let go of. */
    void stopBeforeOthers(@Observes ShutdownEvent ending) {
        stop();
    }

    void stop() {
        beginning.close();
        background.shutdownNow();
        preflight.close();
        runner.close();
        lanes.close(TURNS_END_WITHIN);
        announcements.close();
        // When what was begun has come to its end, so that a successor, which begins at once, finds nothing under way.
        leadership.close();
        enrolments.close();
        registry.close();
        cache.close();
    }
}
