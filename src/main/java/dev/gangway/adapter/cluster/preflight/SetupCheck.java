package dev.gangway.adapter.cluster.preflight;

import dev.gangway.control.Preflight.Check;
import java.util.List;
import java.util.Optional;

/** Looks for one thing in what was read. Pure. */
interface SetupCheck {

    /** In the order in which they are best read; none where it has nothing to say. */
    List<Check> check(Sides sides);

    /** Looks at each of the two clusters; its id gets {@code -in-<cluster>}. */
    interface OfSide extends SetupCheck {

        /** Stable, and for programs. */
        String id();

        /** At one cluster; empty = nothing to say there. */
        Optional<Outcome> look(Sides sides, Side side);

        @Override
        default List<Check> check(Sides sides) {
            return sides.both().stream()
                    .flatMap(
                            side -> look(sides, side)
                                    .map(outcome -> outcome.check(id() + "-in-" + side.name(), side.role()))
                                    .stream())
                    .toList();
        }
    }

    /** Compares the two clusters. */
    interface OfPair extends SetupCheck {

        /** Stable, and for programs. */
        String id();

        /** At both; empty = nothing to say. */
        Optional<Outcome> look(Sides sides);

        @Override
        default List<Check> check(Sides sides) {
            return look(sides)
                    .map(outcome -> List.of(outcome.check(id(), "destination")))
                    .orElse(List.of());
        }
    }
}
