package dev.gangway.bench.decision;

import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * How one shift went. Seconds count from its start.
 *
 * @param onset when the regression first met traffic
 * @param completed when all traffic was moved for good, as the policy says
 */
record Outcome(double failures, double slow, OptionalInt onset, OptionalInt completed, OptionalInt rolledBack) {
    /** Lets a policy go about a shift in a world, to the end of the hour or until it goes back. */
    static Outcome of(Policy policy, World world) {
        Policy.Run run = policy.begin(world.history());
        Policy.Standing standing = run.look(0, null);
        Tick unseen = world.before();
        double failures = 0;
        double slow = 0;
        OptionalInt onset = OptionalInt.empty();
        OptionalInt completed = OptionalInt.empty();
        for (int tick = 0; ; tick++) {
            int now = tick * Tick.SECONDS;
            if (standing.end() == Policy.End.ROLLED_BACK) {
                return new Outcome(failures, slow, onset, completed, OptionalInt.of(now));
            }
            if (standing.end() == Policy.End.COMPLETED && completed.isEmpty()) {
                completed = OptionalInt.of(now);
            }
            if (tick == Scenario.HORIZON_TICKS) {
                return new Outcome(failures, slow, onset, completed, OptionalInt.empty());
            }
            World.Lived lived = world.live(tick, checked(standing.weight()));
            failures += lived.failures();
            slow += lived.slow();
            if (lived.regressed() && onset.isEmpty()) {
                onset = OptionalInt.of(now);
            }
            standing = run.look(now + Tick.SECONDS, unseen);
            unseen = lived.seen();
        }
    }

    /** The same, and where the policy breaks it says in which run. */
    static Outcome of(Policy policy, World world, Supplier<String> run) {
        try {
            return of(policy, world);
        } catch (RuntimeException e) {
            throw new IllegalStateException("%s broke in %s: %s".formatted(policy.name(), run.get(), e), e);
        }
    }

    private static double checked(double weight) {
        if (!(weight >= 0 && weight <= 1)) {
            throw new IllegalStateException("A weight is from 0 to 1, and not " + weight);
        }
        return weight;
    }

    double exposure() {
        return failures + slow;
    }

    boolean isRolledBack() {
        return rolledBack.isPresent();
    }

    /** Whether all traffic was moved, and stayed. */
    boolean isDone() {
        return completed.isPresent() && rolledBack.isEmpty();
    }

    /** Seconds from the regression's onset to going back, where there were both. */
    OptionalInt delay() {
        return rolledBack.isPresent() && onset.isPresent()
                ? OptionalInt.of(rolledBack.getAsInt() - onset.getAsInt())
                : OptionalInt.empty();
    }
}
