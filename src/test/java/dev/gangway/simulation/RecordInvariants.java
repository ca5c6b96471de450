package dev.gangway.simulation;

import dev.gangway.control.ShiftRecord;
import dev.gangway.domain.analysis.Finding;
import dev.gangway.domain.analysis.Reading;
import dev.gangway.domain.analysis.Verdict;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Request;
import dev.gangway.domain.shift.Request.Intent;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.TrafficSplit;
import dev.gangway.domain.traffic.Weight;
import dev.gangway.fake.InMemoryRouter.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The invariants, by their numbers, that each single record of the loop's is held against. */
final class RecordInvariants {
    private final World world;
    private final Violations violations;
    private final CapacityInvariants capacity;
    private final BlindnessInvariants blindness;
    private final RecordRules rules;

    RecordInvariants(World world, Violations violations) {
        this.world = world;
        this.violations = violations;
        this.capacity = new CapacityInvariants(world, violations);
        this.blindness = new BlindnessInvariants(world, violations);
        this.rules = new RecordRules(violations);
    }

    /** The loop has recorded something. */
    void recorded(ShiftRecord before, ShiftRecord after) {
        rules.recorded(before, after);
        TrafficSplit was = RecordRules.wanted(before);
        TrafficSplit is = RecordRules.wanted(after);
        if (is.raises(was)) {
            boolean first = was.toDestination().equals(Weight.NONE);
            if (!first && !RecordRules.isPromotion(after)) {
                boolean baking = before.state().phase().kind() == Phase.Kind.BAKING;
                ShiftPlan plan = after.plan();
                restsOnThePresentWeight(
                        after, baking ? plan.pacing().bake() : plan.pacing().soak());
            }
            risesOnlyWhileEverythingIsKnown(before, after);
        }
        capacity.recorded(before, after);
        blindness.recorded(before, after, told(after));
        movesForAReasonAndNotForLackOfOne(before, after);
        if (!is.equals(was)) {
            saysSoAtOnce(after);
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
                    standing.equals(new Standing(true, Optional.of(RecordRules.wanted(before)))),
                    "{} rises from {} though {} shows {}",
                    after.id(),
                    RecordRules.wanted(before),
                    cluster,
                    standing);
        }
        violations.require(
                4,
                RecordRules.isPromotion(after) || told(after) instanceof Reading.Taken,
                "{} rises on the reading {}",
                after.id(),
                told(after));
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
        boolean asked = request.deleted()
                || request.intent() == Intent.ROLL_BACK
                || goesBackAlready
                || RecordRules.isPromotion(after);
        violations.require(
                6,
                RecordRules.wanted(before).equals(RecordRules.wanted(after))
                        || asked
                        || told(after) instanceof Reading.Taken,
                "{} moves from {} to {} on the reading {}",
                after.id(),
                RecordRules.wanted(before),
                RecordRules.wanted(after),
                told(after));
    }

    /** 9: what is recorded of a change was decided now. */
    private void saysSoAtOnce(ShiftRecord after) {
        violations.require(
                9,
                after.state().recordedAt().equals(world.now()),
                "{} records at {} what it decided at {}",
                after.id(),
                world.now(),
                after.state().recordedAt());
    }

    private static List<Finding> findings(ShiftRecord shift) {
        return shift.state().reason().findings();
    }

    private Reading told(ShiftRecord shift) {
        return world.told(shift.plan().service());
    }
}
