package dev.gangway.simulation;

import dev.gangway.control.ShiftRecord;
import dev.gangway.control.ShiftState;
import dev.gangway.domain.analysis.MetricWindow;
import dev.gangway.domain.analysis.Reading;
import dev.gangway.domain.analysis.Traffic;
import dev.gangway.domain.shift.ClusterView;
import dev.gangway.domain.shift.Command;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Request;
import dev.gangway.domain.shift.Request.Intent;
import dev.gangway.domain.shift.RouteTarget.Stage;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.ServiceRef;
import dev.gangway.domain.traffic.TrafficSplit;
import dev.gangway.domain.traffic.Weight;
import dev.gangway.fake.InMemoryRouter.Apply;
import dev.gangway.fake.InMemoryRouter.Standing;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The design's invariants by their numbers, held against what really stands in a world and not against what is said. */
final class Invariants {
    private static final int MUCH = 20;

    private final World world;
    private final Violations violations;
    private final Set<ShiftId> unanswered = new HashSet<>();

    Invariants(World world, Violations violations) {
        this.world = world;
        this.violations = violations;
    }

    /** 1: weights sum to the whole, and each that stands was decided or is a stranger's. */
    void weightsAreAsDecided(ServiceRef service, Set<TrafficSplit> decided) {
        for (ClusterName cluster : world.router().clusters()) {
            Optional<TrafficSplit> routes =
                    world.router().standing(cluster, service).routes();
            int sum = routes.map(split -> split.shares().values().stream()
                            .mapToInt(Weight::permille)
                            .sum())
                    .orElse(1000);
            violations.require(1, sum == 1000, "{} in {} sums to {}", service, cluster, sum);
            violations.require(
                    1,
                    routes.isEmpty() || decided.contains(routes.get()),
                    "{} in {} shows {}, which nobody decided",
                    service,
                    cluster,
                    routes);
        }
    }

    /** 5: after the turn every cluster that could be written shows what is wanted on the way back. */
    void rollbackStandsWhereItCanBeWritten(ShiftRecord shift, Set<ClusterName> notWritten) {
        if (!asksForRoutes(shift)) {
            return;
        }
        for (ClusterName cluster : world.router().clusters()) {
            Optional<TrafficSplit> routes =
                    world.router().standing(cluster, shift.plan().service()).routes();
            violations.require(
                    5,
                    notWritten.contains(cluster)
                            || routes.map(wanted(shift)::equals).orElse(true),
                    "{} rolled back, but {} shows {} after that tick",
                    shift.id(),
                    cluster,
                    routes);
        }
    }

    /**
     * 5: harm that needs no mathematics to be seen is acted on in the second round that was told of it: it is rolled back, or
     * looked into at a lower weight. One round may be a burst.
     */
    void plainHarmIsSeen(ShiftRecord before, Reading told) {
        if (!(told instanceof Reading.Taken taken)
                || wanted(before).toDestination().equals(Weight.NONE)
                || CapacityInvariants.lacksPodsToGoBack(world, before)
                || world.flow(before.plan().service()).service().wasEverSick()) {
            return;
        }
        MetricWindow window = taken.window();
        Traffic there = window.of(before.plan().destination());
        boolean plain = there.requests() >= MUCH && there.failures() == there.requests();
        Optional<ShiftRecord> after = world.shift(before.id());
        boolean answered = after.map(shift -> !shift.state().phase().kind().isJudged()
                        || wanted(before).raises(wanted(shift)))
                .orElse(true);
        if (!plain || answered) {
            unanswered.remove(before.id());
            return;
        }
        violations.require(
                5,
                unanswered.add(before.id()),
                "all of {} requests to the destination of {} failed again, and it is still {}",
                there.requests(),
                before.id(),
                after.map(shift -> shift.state().phase()));
    }

    /** A new process has been told of nothing. */
    void begin() {
        unanswered.clear();
    }

    /** 7: what is applied is on disk already, so that whoever comes after a crash goes the same way. */
    void intentIsOnDisk(Apply apply) {
        Optional<ShiftRecord> shift = world.shift(apply.plan().id());
        violations.require(
                7,
                shift.flatMap(stands -> stands.state().phase().target(stands.plan()))
                        .filter(apply.target()::equals)
                        .isPresent(),
                "{} writes {}, but its record says {}",
                apply.plan().id(),
                apply.target(),
                shift.map(stands -> stands.state().phase()));
    }

    /** 7: when faults have stopped every shift comes to rest where it may, and the clusters agree. */
    void hasComeToRest(ShiftRecord shift, boolean wasPromoted) {
        Phase.Kind kind = shift.state().phase().kind();
        Request request = shift.request();
        boolean rests =
                switch (kind) {
                    case ROLLED_BACK, SUCCEEDED -> true;
                    case PAUSED -> request.intent() == Intent.PAUSE;
                    case PENDING -> request.intent() == Intent.PAUSE || world.hasRival(shift);
                    case OBSERVING, PREPARING, PREVIEWING, SHIFTING, BAKING, ROLLING_BACK, RESTORING, RELEASED -> false;
                };
        violations.require(7, rests && !request.deleted(), "{} never comes to rest: {}", shift.id(), shift.state());
        violations.require(
                7,
                request.intent() != Intent.ROLL_BACK || kind == Phase.Kind.ROLLED_BACK,
                "{} is to be rolled back, but rests at {}",
                shift.id(),
                kind);
        Service service = world.flow(shift.plan().service()).service();
        violations.require(
                7,
                kind != Phase.Kind.SUCCEEDED || wasPromoted || !service.harmedAt(0),
                "{} succeeded with a destination that was bad from the beginning: {}, {}",
                shift.id(),
                service,
                shift.state());
        Map<ClusterName, ClusterView> views = world.router()
                .view(
                        shift.plan(),
                        shift.state().phase().target(shift.plan()),
                        shift.state().epoch());
        violations.require(
                7,
                views.values().stream().allMatch(ClusterView::showsTarget),
                "{} rests at {}, but the clusters show {}",
                shift.id(),
                kind,
                views);
    }

    /** 10: the same, at the moment that it is said to have ended. */
    void rollbackHasEnded(ShiftRecord after) {
        if (!asksForRoutes(after)) {
            return;
        }
        for (ClusterName cluster : world.router().clusters()) {
            boolean shows = world.router()
                    .standing(cluster, after.plan().service())
                    .routes()
                    .map(after.plan().baseline()::equals)
                    .orElse(true);
            violations.require(
                    10,
                    shows || !world.router().isReachable(cluster),
                    "{} is said to be rolled back, but {} shows something else",
                    after.id(),
                    cluster);
        }
    }

    /** 11: only the service of the shift is written, by one shift at a time. */
    void leavesOthersAlone(Apply apply) {
        boolean alone = world.shiftsOf(apply.plan().service()).stream()
                .filter(other -> !other.id().equals(apply.plan().id()))
                .allMatch(other -> other.state().phase().target(other.plan()).isEmpty());
        violations.require(
                11,
                alone,
                "{} writes {} beside another",
                apply.plan().id(),
                apply.plan().service());
    }

    /** 11: what nobody shifts stays as it is. */
    void bystandersStay(ServiceRef service, Standing before) {
        for (ClusterName cluster : world.router().clusters()) {
            violations.require(
                    11,
                    world.router().standing(cluster, service).equals(before),
                    "{} was changed in {}",
                    service,
                    cluster);
        }
    }

    /** 12: said twice is said once, it stands in the record at once, and who said it does too. */
    void commandIsIdempotent(Request first, Request again, Optional<ShiftRecord> stands, String by) {
        violations.require(12, first.equals(again), "a command said twice is {}, then {}", first, again);
        violations.require(
                12,
                stands.map(ShiftRecord::request).filter(again::equals).isPresent(),
                "{} was accepted, but {} stands",
                again,
                stands);
        violations.require(12, again.by().equals(by), "{} is not by {}", again, by);
    }

    /** 12: what was promised stands: only a retry follows a rollback. */
    void rollbackIsNotTakenBack(Intent before, Command accepted) {
        violations.require(
                12,
                before != Intent.ROLL_BACK || accepted == Command.ROLL_BACK || accepted == Command.RETRY,
                "{} was accepted though a rollback is wanted",
                accepted);
    }

    /** Before its own routes stand a shift leaves those that it found. */
    private static boolean asksForRoutes(ShiftRecord shift) {
        return shift.state()
                .phase()
                .target(shift.plan())
                .filter(target -> target.stage() == Stage.ROUTES)
                .isPresent();
    }

    private static TrafficSplit wanted(ShiftRecord shift) {
        return ShiftState.wanted(shift.state().phase(), shift.plan());
    }
}
