package dev.gangway.adapter.rest;

import dev.gangway.adapter.rest.ShiftView.ClusterShown;
import dev.gangway.control.ShiftState;
import dev.gangway.domain.shift.RouteTrouble;
import dev.gangway.domain.traffic.ClusterName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the clusters of a shift were last seen to show, and why others were not seen. */
final class ClustersShown {
    private ClustersShown() {}

    static List<ClusterShown> of(ShiftState state) {
        List<ClusterShown> clusters = new ArrayList<>();
        Set<ClusterName> seen = new TreeSet<>(state.standing().keySet());
        seen.addAll(state.troubles().keySet());
        seen.forEach(name -> clusters.add(seen(state, name)));
        state.unreachable()
                .forEach((name, why) -> clusters.add(new ClusterShown(name.value(), false, null, why, null, null)));
        return clusters;
    }

    private static ClusterShown seen(ShiftState state, ClusterName name) {
        Optional<RouteTrouble> trouble = Optional.ofNullable(state.troubles().get(name));
        return new ClusterShown(
                name.value(),
                true,
                Optional.ofNullable(state.standing().get(name))
                        .map(ShiftView::weights)
                        .orElse(null),
                trouble.map(RouteTrouble::seen).orElse(null),
                trouble.map(RouteTrouble::todo).filter(todo -> !todo.isEmpty()).orElse(null),
                trouble.flatMap(RouteTrouble::contestedBy).orElse(null));
    }
}
