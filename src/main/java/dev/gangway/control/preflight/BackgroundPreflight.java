package dev.gangway.control.preflight;

import dev.gangway.control.Preflight;
import dev.gangway.domain.shift.Pending;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * For the loop, which may not wait for clusters: says what the last look has found, and lets the next one be taken in the
 * background. What was an obstacle is one until it is seen to be gone; what has passed counts for a short while only.
 */
public final class BackgroundPreflight implements Preflight {
    /** A shift begins on what was seen at most so long ago. */
    private static final Duration FRESH = Duration.ofSeconds(15);

    private static final int MOST_KEPT = 2_000;

    private static final Check UNDER_WAY = new Check("preflight", "service", Result.UNKNOWN, Pending.LOOKED_AT, "");

    private final Preflight checks;
    private final Executor background;
    private final Clock clock;
    private final Consumer<ShiftId> seen;
    private final Map<ShiftId, Look> looks = new LinkedHashMap<>();

    /** What was found for which plan, and when; empty while the first look is under way. */
    private record Look(ShiftPlan plan, boolean running, Optional<Found> found) {}

    private record Found(List<Check> checks, Instant at) {
        boolean isOld(Instant now) {
            return !now.isBefore(at.plus(FRESH));
        }

        boolean holdsUp(ShiftPlan plan) {
            return checks.stream().anyMatch(check -> check.isObstacle(plan.precautions()));
        }
    }

    /**
     * Looks at nothing yet.
     *
     * @param background bounded; may reject
     * @param seen is told when a look has ended
     */
    public BackgroundPreflight(Preflight checks, Executor background, Clock clock, Consumer<ShiftId> seen) {
        this.checks = checks;
        this.background = background;
        this.clock = clock;
        this.seen = seen;
    }

    @Override
    public List<Check> check(ShiftPlan plan) {
        Instant now = clock.instant();
        Optional<Found> known;
        boolean begin;
        synchronized (looks) {
            Look before = looks.get(plan.id());
            Look look = before != null && before.plan().equals(plan) ? before : new Look(plan, false, Optional.empty());
            known = look.found().filter(found -> found.holdsUp(plan) || !found.isOld(now));
            begin = !look.running()
                    && look.found().filter(found -> !found.isOld(now)).isEmpty();
            if (begin) {
                remember(new Look(plan, true, look.found()));
            }
        }
        if (begin) {
            begin(plan);
        }
        return known.map(Found::checks).orElse(List.of(UNDER_WAY));
    }

    private void begin(ShiftPlan plan) {
        try {
            background.execute(() -> look(plan));
        } catch (RejectedExecutionException e) {
            // Too much to do: begun again at the next turn.
            ended(plan, known -> known);
        }
    }

    private void look(ShiftPlan plan) {
        UnaryOperator<Optional<Found>> change = known -> known;
        try {
            Found found = new Found(checks.check(plan), clock.instant());
            change = known -> Optional.of(found);
        } finally {
            ended(plan, change);
        }
        seen.accept(plan.id());
    }

    private void ended(ShiftPlan plan, UnaryOperator<Optional<Found>> change) {
        synchronized (looks) {
            Look look = looks.get(plan.id());
            // An edit meanwhile has begun another look, which counts.
            if (look != null && look.plan().equals(plan)) {
                remember(new Look(plan, false, change.apply(look.found())));
            }
        }
    }

    private void remember(Look look) {
        looks.remove(look.plan().id());
        looks.put(look.plan().id(), look);
        if (looks.size() > MOST_KEPT) {
            looks.remove(looks.keySet().iterator().next());
        }
    }
}
