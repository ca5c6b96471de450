package dev.gangway.control;

import dev.gangway.control.MetricsSource.Readings;
import dev.gangway.control.Observer.Sight;
import dev.gangway.domain.shift.Decision;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Reason;
import dev.gangway.domain.shift.RouteTarget;
import dev.gangway.domain.shift.ShiftId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;

/**
 * One shift's way through the loop: observe, judge, decide, record, apply, announce. Turns of one shift never overlap
 * ({@link Lanes}).
 */
final class Turn {
    private static final Logger LOG = Logger.getLogger(ShiftLoop.class);

    private static final Reason WAITS_FOR_MINIMUMS = new Reason(
            Reason.Cause.CAPACITY,
            "deleted, and waits until the minimums of its autoscalers are as they were; with capacity.prewarm: false it goes"
                    + " without",
            List.of());

    private final ShiftStore store;
    private final ContestPause pause;
    private final Wishes wishes;
    private final TrafficRouter router;
    private final Announcer announcer;
    private final LoopMeter meter;
    private final Observer observer;
    private final Capacities capacities;
    private final Gatekeeper gatekeeper;
    private final BiConsumer<ShiftId, Duration> lookAgain;
    private final Map<ShiftId, Gathered> gatherings = new ConcurrentHashMap<>();
    private final Map<ShiftId, RouteTarget> unanswered = new ConcurrentHashMap<>();

    /** What was gathered in another epoch counts no more: another leader has gone on without it. */
    private record Gathered(long epoch, Gathering gathering) {}

    Turn(
            ShiftStore store,
            ShiftRequests requests,
            TrafficRouter router,
            Announcer announcer,
            LoopMeter meter,
            Observer observer,
            Capacities capacities,
            Gatekeeper gatekeeper,
            BiConsumer<ShiftId, Duration> lookAgain) {
        this.store = store;
        this.pause = new ContestPause(requests);
        this.wishes = new Wishes(requests);
        this.router = router;
        this.announcer = announcer;
        this.meter = meter;
        this.observer = observer;
        this.capacities = capacities;
        this.gatekeeper = gatekeeper;
        this.lookAgain = lookAgain;
    }

    /**
     * Takes the turn of one shift.
     *
     * @param readings this round's metrics; empty at a tick out of turn, which can hold and fall but never rise
     * @param epoch the one in which this replica leads
     */
    void take(ShiftId id, Optional<Readings> readings, long epoch) {
        Optional<ShiftRecord> found = store.find(id);
        if (found.isEmpty()) {
            forget(id);
            return;
        }
        ShiftRecord shift = found.get();
        Sight sight = observer.observe(shift, Gathering.of(shift, gathered(id, epoch)), readings);
        Decision decision = shift.state().phase().decide(shift.plan(), sight.observation());
        if (decision.next().kind() == Phase.Kind.RELEASED) {
            release(shift, sight, decision, epoch);
            return;
        }
        ShiftRecord wished = wishes.put(shift, decision);
        Gathering gathering = sight.gathering().towards(decision.next().target(shift.plan()), shift.plan());
        ShiftState next = Recorder.next(shift, sight, decision, gathering, epoch);
        ShiftRecord recorded = record(wished, sight, next, readings.isPresent(), epoch);
        gatherings.put(id, new Gathered(epoch, gathering));
        boolean resumed = shift.state().phase().kind() == Phase.Kind.PAUSED
                && decision.next().kind() != Phase.Kind.PAUSED;
        if (resumed) {
            // Who resumes says that the contest is settled; what was seen of it before counts no more.
            router.forget(id);
        }
        apply(shift, sight, next, readings.isPresent());
        capacities.prewarm(decision.next(), shift.plan(), sight.observation());
        gatekeeper.ask(new ShiftRecord(recorded.version(), shift.plan(), recorded.request(), next), decision.hold());
        announce(shift, sight, decision);
        meter.turned(new ShiftRecord(recorded.version(), shift.plan(), recorded.request(), next));
        decision.lookAgainAfter().ifPresent(after -> lookAgain.accept(id, after));
        if (!resumed) {
            pause.where(shift, decision.next(), sight.observation());
        }
    }

    /** What stands in the record already is made to stand in the clusters even while nothing can be added to the record. */
    private ShiftRecord record(ShiftRecord shift, Sight sight, ShiftState next, boolean inRound, long epoch) {
        if (!Recorder.isWorthWriting(shift.state(), next, shift.plan(), inRound)) {
            return shift;
        }
        Phase phase = shift.state().phase();
        Optional<RouteTarget> target = next.phase().target(shift.plan());
        try {
            return store.record(shift, next);
        } catch (StoreUnavailableException e) {
            if (target.equals(phase.target(shift.plan()))) {
                apply(shift, sight, shift.state(), inRound);
                // What a cluster was seen to show must not be forgotten now that it is put right.
                gatherings.put(shift.id(), new Gathered(epoch, sight.gathering()));
            } else {
                // It may have been recorded all the same.
                target.ifPresent(asked -> unanswered.put(shift.id(), asked));
            }
            throw e;
        }
    }

    /** Not before the autoscalers are as they were: nobody would know of them any more. */
    private void release(ShiftRecord shift, Sight sight, Decision decision, long epoch) {
        if (!capacities.letsGo(shift.plan())) {
            Decision waits = new Decision(shift.state().phase(), WAITS_FOR_MINIMUMS, Optional.empty());
            ShiftState state = Recorder.next(shift, sight, waits, sight.gathering(), epoch);
            if (Recorder.isWorthWriting(shift.state(), state, shift.plan(), true)) {
                ShiftRecord unused = store.record(shift, state);
            }
            return;
        }
        store.release(shift);
        announce(shift, sight, decision);
        forget(shift.id());
    }

    void forget(ShiftId id) {
        gatherings.remove(id);
        unanswered.remove(id);
        capacities.forget(id);
        gatekeeper.forget(id);
        observer.forget(id);
        router.forget(id);
        meter.forgotten(id);
    }

    /** The shifts of which something is remembered. */
    Set<ShiftId> remembered() {
        return gatherings.keySet();
    }

    private Gathering gathered(ShiftId id, long epoch) {
        Gathered gathered = gatherings.get(id);
        return gathered == null || gathered.epoch() != epoch ? null : gathered.gathering();
    }

    /**
     * Writes when another target or a rollback was decided, and in a round also when a cluster does not show what it should.
     * A target that was recorded, and not written since the answer to that was lost, is as good as another. Drift is repaired
     * only in a round: a writer that fights with us would otherwise be fought at the speed of the API server.
     */
    private void apply(ShiftRecord shift, Sight sight, ShiftState next, boolean inRound) {
        Optional<RouteTarget> target = next.phase().target(shift.plan());
        boolean another = !target.equals(shift.state().phase().target(shift.plan()));
        boolean owed = target.isPresent() && target.get().equals(unanswered.get(shift.id()));
        boolean rollsBack = next.phase().kind() == Phase.Kind.ROLLING_BACK
                && shift.state().phase().kind() != Phase.Kind.ROLLING_BACK;
        boolean drifted = inRound && !sight.observation().everyClusterShowsTarget();
        if (target.isEmpty() || !(another || rollsBack || drifted || owed)) {
            return;
        }
        unanswered.remove(shift.id());
        router.apply(shift.plan(), target.get(), next.epoch())
                .subscribe()
                .with(
                        outcomes -> {
                            outcomes.forEach(outcome -> meter.applied(shift.id(), outcome));
                            if (outcomes.stream().anyMatch(outcome -> outcome.writes() > 0)) {
                                lookAgain.accept(shift.id(), Duration.ZERO);
                            }
                        },
                        failure -> LOG.errorf(failure, "shift=%s: routes could not be applied", shift.id()));
    }

    private void announce(ShiftRecord shift, Sight sight, Decision decision) {
        Phase before = shift.state().phase();
        if (before.equals(decision.next())) {
            return;
        }
        ShiftEvent event = new ShiftEvent(
                sight.observation().at(),
                shift.plan(),
                before.kind(),
                decision.next().kind(),
                ShiftState.wanted(before, shift.plan()),
                decision.next().kind() == Phase.Kind.RELEASED
                        ? ShiftState.wanted(before, shift.plan())
                        : ShiftState.wanted(decision.next(), shift.plan()),
                sight.observation()
                        .assessment()
                        .map(assessment -> assessment.verdict())
                        .orElse(shift.state().verdict()),
                decision.reason());
        LOG.infof(
                "shift=%s phase=%s weight=%s verdict=%s reason=\"%s\"",
                shift.id(),
                event.to(),
                event.after(),
                event.verdict(),
                event.reason().text());
        announcer.announce(event);
    }
}
