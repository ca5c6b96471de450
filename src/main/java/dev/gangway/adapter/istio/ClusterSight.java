package dev.gangway.adapter.istio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.adapter.istio.weave.Change;
import dev.gangway.adapter.istio.weave.Outlook;
import dev.gangway.adapter.istio.weave.ServiceRoutes;
import dev.gangway.control.TrafficRouter.Outcome;
import dev.gangway.domain.shift.ClusterView;
import dev.gangway.domain.shift.RouteTarget;
import dev.gangway.domain.shift.RouteTrouble;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.TrafficSplit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What can be seen of shifts' targets in one cluster. */
final class ClusterSight {
    private static final String UNKNOWN_NETWORK = "the network of one of the two clusters is not known";

    private final ClusterRoutes routes;
    private final Contests contests;
    private final Map<ShiftId, Look> looks = new ConcurrentHashMap<>();
    private final Map<ShiftId, String> failures = new ConcurrentHashMap<>();

    /** A look at what stands; the same as the last one while nothing has changed, as most do at most ticks. */
    private record Look(
            Situation situation,
            RouteTarget target,
            long epoch,
            List<WatchedTree> objects,
            Outlook outlook,
            Optional<TrafficSplit> split) {
        boolean isStill(Situation now, RouteTarget wanted, long wantedEpoch, List<WatchedTree> standing) {
            return epoch == wantedEpoch && target.equals(wanted) && objects.equals(standing) && situation.equals(now);
        }
    }

    ClusterSight(ClusterRoutes routes, Contests contests) {
        this.routes = routes;
        this.contests = contests;
    }

    ClusterView view(Situation situation, Optional<RouteTarget> target, long epoch) {
        Optional<String> problem = routes.problem();
        if (problem.isPresent()) {
            return new ClusterView.Unreachable(problem.get());
        }
        ShiftPlan plan = situation.plan();
        if (target.isEmpty()) {
            return new ClusterView.Seen(true, split(plan, routes.objects(plan.service())));
        }
        Look look = looks.compute(plan.id(), (id, before) -> {
            List<WatchedTree> objects = routes.standing(plan.service());
            return before != null && before.isStill(situation, target.get(), epoch, objects)
                    ? before
                    : look(situation, target.get(), epoch, objects);
        });
        return view(situation, target.get(), look);
    }

    /** Takes down what came of writing: a target that is not shown may be one that the cluster does not take. */
    void applied(ShiftId id, Outcome outcome) {
        outcome.failure().ifPresentOrElse(failure -> failures.put(id, failure), () -> failures.remove(id));
    }

    void forget(ShiftId id) {
        looks.remove(id);
        failures.remove(id);
    }

    private ClusterView view(Situation situation, RouteTarget target, Look look) {
        if (target.stage().isUpwards()
                && !situation.knowsNetworks()
                && routes.ownSubsets(situation.plan().service()).isEmpty()) {
            return new ClusterView.Unreachable(UNKNOWN_NETWORK);
        }
        for (Change change : look.outlook().writes()) {
            ObjectKey key = ObjectKey.of(change.object());
            if (contests.isContested(situation.plan().id(), key, target)) {
                String rival = Rival.name(change.object());
                return new ClusterView.Seen(
                        false,
                        look.split(),
                        Optional.of(new RouteTrouble(
                                "%s is put back by %s whenever it is written".formatted(key, rival),
                                Rival.wayOut(rival, key),
                                Optional.of(rival))));
            }
        }
        return new ClusterView.Seen(
                look.outlook().isDone(),
                look.split(),
                look.outlook().problems().stream()
                        .findFirst()
                        .map(problem -> new RouteTrouble(
                                "can't weave the split into %s".formatted(problem.getMessage()), "", Optional.empty()))
                        .or(() -> refusal(situation.plan().id(), look.outlook())));
    }

    private Optional<RouteTrouble> refusal(ShiftId id, Outlook outlook) {
        return outlook.isDone()
                ? Optional.empty()
                : Optional.ofNullable(failures.get(id))
                        .map(failure -> new RouteTrouble("can't write: " + failure, "", Optional.empty()));
    }

    private Look look(Situation situation, RouteTarget target, long epoch, List<WatchedTree> standing) {
        List<ObjectNode> objects = standing.stream().map(WatchedTree::tree).toList();
        Outlook outlook = situation.at(target, objects);
        ShiftId id = situation.plan().id();
        for (Change change : outlook.changes()) {
            if (change.before().isEmpty()) {
                contests.isGone(id, ObjectKey.of(change.object()), target);
            } else if (change.before().equals(change.after())) {
                contests.stands(id, change.object(), target);
            } else {
                contests.differs(id, change.object(), target);
            }
        }
        // Only now: a mark that is missing is nobody's contest.
        Outlook marked = EpochMark.on(outlook, epoch);
        // What stays as it is would be kept twice.
        Outlook lacking = new Outlook(marked.writes(), marked.problems());
        return new Look(situation, target, epoch, standing, lacking, split(situation.plan(), objects));
    }

    private static Optional<TrafficSplit> split(ShiftPlan plan, List<ObjectNode> objects) {
        return new ServiceRoutes(plan.service(), objects).split(plan.source(), plan.destination());
    }
}
