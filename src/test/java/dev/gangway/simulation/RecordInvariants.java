package dev.gangway.simulation;

import dev.gangway.control.ShiftRecord;
import dev.gangway.control.ShiftState;
import dev.gangway.domain.analysis.Finding;
import dev.gangway.domain.analysis.Reading;
import dev.gangway.domain.analysis.Verdict;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Reason.Cause;
import dev.gangway.domain.shift.Request;
import dev.gangway.domain.shift.Request.Intent;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.TrafficSplit;
import dev.gangway.domain.traffic.Weight;
import dev.gangway.fake.InMemoryRouter.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The invariants, by their numbers, that each single record of the loop's is held against. */
final class RecordInvariants {
    private static final Weight HIGHEST_START = new Weight(250);

    private final World world;
    private final Violations violations;
    private final CapacityInvariants capacity;
    private final BlindnessInvariants blindness;

    RecordInvariants(World world, Violations violations) {
        this.world = world;
        this.violations = violations;
        this.capacity = new CapacityInvariants(world, violations);
        this.blindness = new BlindnessInvariants(world, violations);
    }

    /** The loop has recorded something. */
    void recorded(ShiftRecord before, ShiftRecord after) {
        TrafficSplit was = wanted(before);
        TrafficSplit is = wanted(after);
        if (is.raises(was)) {
            risesByOneStepOnItsOwnEvidence(before, after);
            risesOnlyWhileEverythingIsKnown(before, after);
        }
        capacity.recorded(before, after);
        blindness.recorded(before, after, told(after));
        harmIsAnsweredAtOnce(after);
        movesForAReasonAndNotForLackOfOne(before, after);
        if (!is.equals(was)) {
            saysWhyItMoved(before, after);
        }
        rollbackEndsAtTheBaseline(after);
    }

    /** 3: by one step, or to a low one at first, from Shifting or the end of Baking, after HEALTHY on evidence wholly at the present weight. */
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
        boolean first = was == 0;
        boolean skips = first && is > 1 && steps.get(is).compareTo(HIGHEST_START) <= 0;
        violations.require(3, is == was + 1 || skips, "{} rises from step {} to {}", after.id(), was, is);
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
        if (!first) {
            restsOnThePresentWeight(
                    after, baking ? plan.pacing().bake() : plan.pacing().soak());
        }
    }

    /** 3: what the first step rests on is the source's past, and each other one on what came since the routes changed. */
    private void restsOnThePresentWeight(ShiftRecord after, Duration time) {
        ShiftPlan plan = after.plan();
        Flow flow = world.flow(plan.service());
        Instant now = world.now();
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
                evidence > 0 && evidence <= flow.sinceChange(now),
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
        boolean goesBackAlready = before.state().phase().kind() == Phase.Kind.ROLLING_BACK;
        boolean asked =
                request.deleted() || request.intent() == Intent.ROLL_BACK || goesBackAlready || isPromotion(after);
        violations.require(
                6,
                wanted(before).equals(wanted(after)) || asked || told(after) instanceof Reading.Taken,
                "{} moves from {} to {} on the reading {}",
                after.id(),
                wanted(before),
                wanted(after),
                told(after));
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
