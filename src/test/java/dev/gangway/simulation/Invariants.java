package dev.gangway.simulation;

import dev.gangway.control.ShiftRecord;
import dev.gangway.control.ShiftState;
import dev.gangway.domain.analysis.Finding;
import dev.gangway.domain.analysis.MetricWindow;
import dev.gangway.domain.analysis.Reading;
import dev.gangway.domain.analysis.Traffic;
import dev.gangway.domain.analysis.Verdict;
import dev.gangway.domain.shift.ClusterView;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Reason.Cause;
import dev.gangway.domain.shift.Request;
import dev.gangway.domain.shift.Request.Intent;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.ServiceRef;
import dev.gangway.domain.traffic.TrafficSplit;
import dev.gangway.domain.traffic.Weight;
import dev.gangway.fake.InMemoryRouter.Apply;
import dev.gangway.fake.InMemoryRouter.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The design's invariants by their numbers, held against what really stands in a world and not against what is said. */
final class Invariants {
    private static final int MUCH = 20;

    private final World world;
    private final Violations violations;

    Invariants(World world, Violations violations) {
        this.world = world;
        this.violations = violations;
    }

    /** The loop has recorded something. */
    void recorded(ShiftRecord before, ShiftRecord after) {
        TrafficSplit was = wanted(before);
        TrafficSplit is = wanted(after);
        if (is.raises(was)) {
            risesByOneStepOnItsOwnEvidence(before, after);
            risesOnlyWhileEverythingIsKnown(before, after);
        }
        harmIsAnsweredAtOnce(after);
        movesForAReasonAndNotForLackOfOne(before, after);
        if (!is.equals(was)) {
            saysWhyItMoved(before, after);
        }
        rollbackEndsAtTheBaseline(after);
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

    /** 3: by one step, from Shifting or the end of Baking, after HEALTHY on evidence wholly at the present weight. */
    private void risesByOneStepOnItsOwnEvidence(ShiftRecord before, ShiftRecord after) {
        if (isPromotion(after)) {
            return;
        }
        ShiftPlan plan = after.plan();
        List<Weight> steps = new ArrayList<>(List.of(Weight.NONE));
        steps.addAll(plan.ladder().rungs());
        steps.add(Weight.ALL);
        int was = steps.indexOf(wanted(before).toDestination());
        int is = steps.indexOf(wanted(after).toDestination());
        violations.require(3, is == was + 1, "{} rises from step {} to {}", after.id(), was, is);
        Phase phase = before.state().phase();
        boolean baking = phase.kind() == Phase.Kind.BAKING;
        violations.require(
                3, baking || phase.kind() == Phase.Kind.SHIFTING, "{} rises from {}", after.id(), phase.kind());
        violations.require(
                3,
                after.state().verdict() == Verdict.HEALTHY,
                "{} rises on {}",
                after.id(),
                after.state().verdict());
        Flow flow = world.flow(plan.service());
        Instant now = world.now();
        Duration time = baking ? plan.pacing().bake() : plan.pacing().soak();
        violations.require(
                3,
                !now.isBefore(flow.changed().plus(time)),
                "{} rises at {}, but its routes changed at {}",
                after.id(),
                now,
                flow.changed());
        long evidence = findings(after).stream()
                .filter(finding -> finding.objective() == Finding.Objective.ERROR_RATIO)
                .mapToLong(Finding::requests)
                .sum();
        violations.require(
                3,
                evidence <= flow.sinceChange(now),
                "{} rises on {} requests, but only {} came at the present weight",
                after.id(),
                evidence,
                flow.sinceChange(now));
    }

    /** 4: never while a source of metrics or a cluster is unknown, or shows something else. */
    private void risesOnlyWhileEverythingIsKnown(ShiftRecord before, ShiftRecord after) {
        for (ClusterName cluster : world.router().clusters()) {
            Standing standing = world.router().standing(cluster, after.plan().service());
            violations.require(
                    4, world.router().isReachable(cluster), "{} rises though {} is unknown", after.id(), cluster);
            violations.require(
                    4,
                    standing.equals(new Standing(true, Optional.of(wanted(before)))),
                    "{} rises from {} though {} shows {}",
                    after.id(),
                    wanted(before),
                    cluster,
                    standing);
        }
        violations.require(
                4,
                isPromotion(after) || told(after) instanceof Reading.Taken,
                "{} rises on the reading {}",
                after.id(),
                told(after));
    }

    /** 5: a DEGRADED verdict lowers what is wanted in the record that holds it. */
    private void harmIsAnsweredAtOnce(ShiftRecord after) {
        ShiftState state = after.state();
        boolean answered = !state.phase().kind().isJudged();
        violations.require(
                5,
                state.verdict() != Verdict.DEGRADED || answered,
                "{} is {} on a DEGRADED verdict",
                after.id(),
                state.phase());
    }

    /** 5: after the turn every cluster that could be written shows it. */
    void rollbackStandsWhereItCanBeWritten(ShiftRecord shift, Set<ClusterName> notWritten) {
        for (ClusterName cluster : world.router().clusters()) {
            Optional<TrafficSplit> routes =
                    world.router().standing(cluster, shift.plan().service()).routes();
            violations.require(
                    5,
                    notWritten.contains(cluster)
                            || routes.map(shift.plan().baseline()::equals).orElse(true),
                    "{} rolled back, but {} shows {} after that tick",
                    shift.id(),
                    cluster,
                    routes);
        }
    }

    /** 5: harm that needs no mathematics to be seen is acted on in the round that was told of it. */
    void plainHarmIsSeen(ShiftRecord before, Reading told) {
        if (!(told instanceof Reading.Taken taken)
                || wanted(before).toDestination().equals(Weight.NONE)
                || world.flow(before.plan().service()).service().wasEverSick()) {
            return;
        }
        MetricWindow window = taken.window();
        Traffic there = window.of(before.plan().destination());
        boolean plain = there.requests() >= MUCH && there.failures() == there.requests();
        Optional<ShiftRecord> after = world.shift(before.id());
        violations.require(
                5,
                !plain
                        || after.map(shift -> !shift.state().phase().kind().isJudged())
                                .orElse(true),
                "all of {} requests to the destination of {} failed, and it is still {}",
                there.requests(),
                before.id(),
                after.map(shift -> shift.state().phase()));
    }

    /** 6: no data by itself neither rolls back nor advances. */
    private void movesForAReasonAndNotForLackOfOne(ShiftRecord before, ShiftRecord after) {
        boolean rollsBack = after.state().phase().kind() == Phase.Kind.ROLLING_BACK
                && before.state().phase().kind() != Phase.Kind.ROLLING_BACK;
        if (rollsBack && after.request().intent() != Intent.ROLL_BACK) {
            violations.require(
                    6,
                    after.state().verdict() == Verdict.DEGRADED && told(after) instanceof Reading.Taken,
                    "{} rolls back on {} and the reading {}",
                    after.id(),
                    after.state().verdict(),
                    told(after));
        }
        Request request = after.request();
        boolean asked = request.deleted() || request.intent() == Intent.ROLL_BACK || isPromotion(after);
        violations.require(
                6,
                wanted(before).equals(wanted(after)) || asked || told(after) instanceof Reading.Taken,
                "{} moves from {} to {} on the reading {}",
                after.id(),
                wanted(before),
                wanted(after),
                told(after));
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
                    case PREPARING, SHIFTING, BAKING, ROLLING_BACK, RESTORING, RELEASED -> false;
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
                "{} succeeded with a destination that was bad from the beginning",
                shift.id());
        Map<ClusterName, ClusterView> views =
                world.router().view(shift.plan(), shift.state().phase().target(shift.plan()));
        violations.require(
                7,
                views.values().stream().allMatch(ClusterView::showsTarget),
                "{} rests at {}, but the clusters show {}",
                shift.id(),
                kind,
                views);
    }

    /** 9: each change of weight has a recorded reason, with the numbers where it was the verdict. */
    private void saysWhyItMoved(ShiftRecord before, ShiftRecord after) {
        List<ShiftState.HistoryEntry> history = after.state().history();
        boolean said = !history.isEmpty()
                && history.get(history.size() - 1).weight().equals(wanted(after))
                && history.get(history.size() - 1).at().equals(world.now())
                && !history.get(history.size() - 1).reason().text().isBlank();
        violations.require(9, said, "{} moves to {} without a word", after.id(), wanted(after));
        if (said && after.state().reason().cause() == Cause.VERDICT) {
            boolean atBaseline = wanted(before).toDestination().equals(Weight.NONE);
            boolean numbers = findings(after).stream()
                    .anyMatch(finding ->
                            finding.limit().isPresent() && finding.destination().isPresent() && finding.requests() > 0);
            violations.require(
                    9,
                    numbers || (atBaseline && after.state().reason().text().matches(".*\\d.*")),
                    "{} moves to {} without numbers: {}",
                    after.id(),
                    wanted(after),
                    after.state().reason());
        }
    }

    /** 10: a rollback has ended when every cluster that can be reached shows the baseline exactly. */
    private void rollbackEndsAtTheBaseline(ShiftRecord after) {
        if (after.state().phase().kind() != Phase.Kind.ROLLED_BACK) {
            return;
        }
        violations.require(
                10, wanted(after).toDestination().equals(Weight.NONE), "{} ended at {}", after.id(), wanted(after));
    }

    /** 10: the same, at the moment that it is said to have ended. */
    void rollbackHasEnded(ShiftRecord after) {
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
                .allMatch(other -> other.state().phase().kind() == Phase.Kind.PENDING);
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

    private static List<Finding> findings(ShiftRecord shift) {
        return shift.state().reason().findings();
    }

    private static TrafficSplit wanted(ShiftRecord shift) {
        return ShiftState.wanted(shift.state().phase(), shift.plan());
    }

    private static boolean isPromotion(ShiftRecord after) {
        return after.request().intent() == Intent.PROMOTE
                && after.state().phase().kind() == Phase.Kind.BAKING
                && after.state().reason().cause() != Cause.VERDICT;
    }

    private Reading told(ShiftRecord shift) {
        return world.told(shift.plan().service());
    }
}
