package dev.gangway.domain.shift;

import dev.gangway.domain.traffic.Weight;

/** Targets with routes. */
final class Routes {
    private Routes() {}

    static RouteTarget at(ShiftPlan plan, Weight toDestination) {
        return new RouteTarget(RouteTarget.Stage.ROUTES, plan.split(toDestination));
    }
}
