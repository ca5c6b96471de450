package dev.gangway.cli.shift;

import static java.util.Objects.requireNonNull;

import dev.gangway.domain.analysis.Finding;
import dev.gangway.domain.shift.ShiftId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A shift as a server tells of it. A newer server may know phases and verdicts that this command line does not, so these are
 * its words.
 *
 * @param id which
 * @param route what is moved, and between which clusters
 * @param intent what is wanted, such as {@code Advance}
 * @param attempt 1 for the first
 * @param phase such as {@code Shifting}
 * @param reason why it is there, or what it waits for
 * @param weight per cent that the destination is to have now
 * @param verdict such as {@code HEALTHY}
 * @param plan the weights on the way, and how long each takes at least
 * @param found what the verdict rests on
 * @param troubles what is not as it should be: metrics, routes, clusters
 * @param history the decisions, oldest first
 * @param updated when the server wrote this down, by its own clock
 * @param json all that the server tells
 */
public record ShiftSeen(
        ShiftId id,
        Route route,
        String intent,
        int attempt,
        String phase,
        String reason,
        BigDecimal weight,
        String verdict,
        Plan plan,
        List<Found> found,
        List<String> troubles,
        List<Entry> history,
        Instant updated,
        String json) {

    /** What is moved, from where, to where. */
    public record Route(String service, String source, String destination) {}

    /**
     * What was intended from the start.
     *
     * @param steps per cents below 100, rising; empty = an older server, which does not tell
     * @param soak at each step, at least
     * @param bake at the last step
     * @param watch at 100 %
     */
    public record Plan(List<BigDecimal> steps, Duration soak, Duration bake, Duration watch) {
        /** Of a server that does not tell. */
        public static final Plan UNKNOWN = new Plan(List.of(), Duration.ZERO, Duration.ZERO, Duration.ZERO);

        /** Copies the steps. */
        public Plan {
            steps = List.copyOf(steps);
        }
    }

    /** An objective: the destination's value beside the source's, and the odds of harm with those that roll back. */
    public record Found(
            Finding.Objective objective,
            Optional<Double> destination,
            Optional<Double> source,
            double harm,
            double harmLimit) {}

    /** A decision. */
    public record Entry(Instant at, String phase, BigDecimal weight, String verdict, String reason) {}

    /** Copies the lists. */
    public ShiftSeen {
        requireNonNull(id, "id");
        requireNonNull(route, "route");
        requireNonNull(phase, "phase");
        requireNonNull(weight, "weight");
        requireNonNull(plan, "plan");
        requireNonNull(updated, "updated");
        found = List.copyOf(found);
        troubles = List.copyOf(troubles);
        history = List.copyOf(history);
    }

    /** Whether it is in this phase. */
    public boolean isIn(String title) {
        return phase.equals(title);
    }
}
