package dev.gangway.control;

import dev.gangway.control.MetricsSource.Readings;
import dev.gangway.domain.analysis.Counting;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.traffic.ServiceRef;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * The one loop. A round reads the metrics of all active shifts at once and gives each its turn; a tick gives one shift a
 * turn at once, without metrics, because somebody wants something or a route has changed.
 */
public final class ShiftLoop {
    private static final Logger LOG = Logger.getLogger(ShiftLoop.class);

    private final Leadership leadership;
    private final ShiftStore store;
    private final MetricsSource metrics;
    private final LoopMeter meter;
    private final Lanes lanes;
    private final Tempo tempo;
    private final Turn turn;
    private final Set<ShiftId> waitingTicks = ConcurrentHashMap.newKeySet();
    private final Map<ShiftId, Waiting> waitingRounds = new ConcurrentHashMap<>();

    /** A turn of a round that has not begun, and the newest metrics for it. */
    private record Waiting(Readings readings, CompletableFuture<Void> turn) {}

    /**
     * Puts the loop together; it runs when it is told to.
     *
     * @param leadership without it no shift has a turn
     * @param lookAgain is asked to call {@link #tick} for a shift after a while
     */
    public ShiftLoop(
            Leadership leadership,
            ShiftStore store,
            ShiftRequests requests,
            MetricsSource metrics,
            MetricsHistory history,
            TrafficRouter router,
            Preflight preflight,
            CapacitySource capacity,
            Prewarmer prewarmer,
            Announcer announcer,
            LoopMeter meter,
            Lanes lanes,
            Tempo tempo,
            BiConsumer<ShiftId, Duration> lookAgain) {
        this(
                leadership,
                store,
                requests,
                metrics,
                history,
                router,
                preflight,
                capacity,
                prewarmer,
                Gatekeeper.NONE,
                announcer,
                meter,
                lanes,
                tempo,
                lookAgain);
    }

    /** The same with gates. */
    public ShiftLoop(
            Leadership leadership,
            ShiftStore store,
            ShiftRequests requests,
            MetricsSource metrics,
            MetricsHistory history,
            TrafficRouter router,
            Preflight preflight,
            CapacitySource capacity,
            Prewarmer prewarmer,
            Gatekeeper gatekeeper,
            Announcer announcer,
            LoopMeter meter,
            Lanes lanes,
            Tempo tempo,
            BiConsumer<ShiftId, Duration> lookAgain) {
        this.leadership = leadership;
        this.store = store;
        this.metrics = metrics;
        this.meter = meter;
        this.lanes = lanes;
        this.tempo = tempo;
        Capacities capacities = new Capacities(capacity, prewarmer);
        this.turn = new Turn(
                store,
                requests,
                router,
                announcer,
                meter,
                new Observer(store, history, router, preflight, capacities, gatekeeper, tempo.clock()),
                capacities,
                gatekeeper,
                lookAgain);
    }

    /**
     * One round over all shifts. Completes when every shift has had its turn; one that fails fails alone.
     *
     * @return the scrape interval of the slowest source of metrics, zero while it is not known
     */
    public Uni<Duration> round() {
        if (!leads()) {
            forgetAllBut(List.of());
            return Uni.createFrom().item(Duration.ZERO);
        }
        Instant begun = tempo.clock().instant();
        List<ShiftRecord> shifts = store.all();
        forgetAllBut(shifts);
        Map<ServiceRef, Counting> judged = shifts.stream()
                .filter(shift -> shift.state().phase().kind().isJudged())
                .collect(Collectors.toMap(shift -> shift.plan().service(), ShiftRecord::counting, (one, other) -> one));
        Uni<Readings> readings =
                judged.isEmpty() ? Uni.createFrom().item(new Readings(Map.of(), Duration.ZERO)) : metrics.read(judged);
        return readings.chain(read -> Uni.createFrom()
                .completionStage(() -> turns(shifts, read))
                .invoke(() -> ended(shifts.size(), begun))
                .replaceWith(read.scrapeInterval()));
    }

    private void ended(int shifts, Instant begun) {
        Duration took = tempo.real(Duration.between(begun, tempo.clock().instant()));
        meter.roundEnded(shifts, took);
        LOG.debugf("round of %s shifts took %s ms", (Object) shifts, took.toNanos() / 1e6);
    }

    /** Whether this replica's loop acts. Otherwise a round only forgets what was gathered, and a tick does nothing. */
    public boolean leads() {
        return leadership.isHeld();
    }

    /** A turn for one shift as soon as its lane is free; many calls before it begins are one. */
    public void tick(ShiftId id) {
        if (waitingTicks.add(id)) {
            CompletableFuture<Void> unused = run(id, () -> {
                waitingTicks.remove(id);
                return Optional.empty();
            });
        }
    }

    private CompletableFuture<Void> turns(List<ShiftRecord> shifts, Readings readings) {
        return CompletableFuture.allOf(Harm.worstFirst(shifts, readings).stream()
                .map(shift -> turn(shift.id(), readings))
                .toArray(CompletableFuture<?>[]::new));
    }

    /**
     * A shift whose turn of an earlier round has not begun, as the management cluster hangs, has that one alone, on the newest
     * metrics: what waits must not grow with the outage.
     */
    private CompletableFuture<Void> turn(ShiftId id, Readings readings) {
        boolean[] isFirst = new boolean[1];
        Waiting waiting = waitingRounds.compute(id, (key, before) -> {
            isFirst[0] = before == null;
            return new Waiting(readings, before == null ? new CompletableFuture<>() : before.turn());
        });
        if (isFirst[0]) {
            var unused = run(id, () -> Optional.of(waitingRounds.remove(id).readings()))
                    .whenComplete((done, failure) -> waiting.turn().complete(null));
        }
        return waiting.turn();
    }

    private CompletableFuture<Void> run(ShiftId id, Supplier<Optional<Readings>> begins) {
        return lanes.run(id, () -> take(id, begins.get()));
    }

    /** What goes wrong in one shift's turn must not end the others'; the next tick tries again from what stands. */
    private void take(ShiftId id, Optional<Readings> readings) {
        OptionalLong epoch = leadership.epoch();
        if (epoch.isEmpty()) {
            return;
        }
        try {
            turn.take(id, readings, epoch.getAsLong());
        } catch (StaleRecordException e) {
            LOG.debugf("shift=%s: %s", id, e.getMessage());
            meter.turnFailed(id, "conflict");
        } catch (StoreUnavailableException e) {
            LOG.warnf("shift=%s: %s; trying again at the next tick", id, e.getMessage());
            meter.turnFailed(id, "store");
        } catch (RuntimeException e) {
            LOG.errorf(e, "shift=%s: its turn failed; trying again at the next tick", id);
            meter.turnFailed(id, "error");
        }
    }

    private void forgetAllBut(List<ShiftRecord> shifts) {
        Set<ShiftId> known = shifts.stream().map(ShiftRecord::id).collect(Collectors.toSet());
        turn.remembered().stream().filter(id -> !known.contains(id)).forEach(turn::forget);
    }
}
