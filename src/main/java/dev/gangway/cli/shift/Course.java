package dev.gangway.cli.shift;

import dev.gangway.domain.shift.Phase;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where a shift is on its way, and how long the rest will take: each step as long as the steps of this attempt have taken on
 * the mean, and never less than its soak. Times of the server alone are compared with each other; its clock may be another.
 */
final class Course {
    private static final BigDecimal ALL = BigDecimal.valueOf(100);
    private static final String SHIFTING = Phase.Kind.SHIFTING.title();
    private static final String BAKING = Phase.Kind.BAKING.title();
    private static final Set<String> CLIMBING = Set.of(SHIFTING, BAKING);

    private final ShiftSeen shift;
    private final Duration since;

    /**
     * Of a shift.
     *
     * @param since for how long the server has told just this
     */
    Course(ShiftSeen shift, Duration since) {
        this.shift = shift;
        this.since = since;
    }

    /** {@code rung 6 of 9}; empty where it is on none, or the server does not tell of rungs. */
    Optional<String> rung() {
        List<BigDecimal> steps = shift.plan().steps();
        long reached = steps.stream()
                .filter(step -> step.compareTo(shift.weight()) <= 0)
                .count();
        return reached == 0 || shift.weight().compareTo(ALL) == 0
                ? Optional.empty()
                : Optional.of("rung %d of %d".formatted(reached, steps.size()));
    }

    /** The weight that comes next; empty where it does not rise. */
    Optional<BigDecimal> next() {
        if (!CLIMBING.contains(shift.phase()) || shift.plan().steps().isEmpty() || isAtAll()) {
            return Optional.empty();
        }
        return Optional.of(above().findFirst().orElse(ALL));
    }

    /** How long until that, or at 100 % until it has succeeded; zero = it is due, and waits for more to be seen. */
    Duration untilNext() {
        Duration left = atThisWeight().minus(elapsed());
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** How long until it has succeeded; empty where that can't be said. */
    Optional<Duration> left() {
        if (!CLIMBING.contains(shift.phase()) || shift.plan().steps().isEmpty()) {
            return Optional.empty();
        }
        if (isAtAll()) {
            return Optional.of(untilNext());
        }
        long steps = above().count();
        Duration later = shift.plan().watch();
        if (steps > 0) {
            later = later.plus(shift.plan().bake()).plus(aStep().multipliedBy(steps - 1));
        }
        return Optional.of(untilNext().plus(later));
    }

    private boolean isAtAll() {
        return shift.weight().compareTo(ALL) == 0;
    }

    private Stream<BigDecimal> above() {
        return shift.plan().steps().stream().filter(step -> step.compareTo(shift.weight()) > 0);
    }

    private Duration atThisWeight() {
        if (isAtAll()) {
            return shift.plan().watch();
        }
        return above().findAny().isPresent() ? aStep() : shift.plan().bake();
    }

    private Duration elapsed() {
        return climb().stream()
                .filter(entry -> entry.weight().compareTo(shift.weight()) == 0)
                .reduce((first, second) -> second)
                .map(entry -> Duration.between(entry.at(), shift.updated()).plus(since))
                .orElse(since);
    }

    private Duration aStep() {
        List<ShiftSeen.Entry> climb = climb();
        Duration least = shift.plan().soak();
        if (climb.size() < 2) {
            return least;
        }
        Instant first = climb.get(0).at();
        Duration mean =
                Duration.between(first, climb.get(climb.size() - 1).at()).dividedBy(climb.size() - 1);
        return mean.compareTo(least) > 0 ? mean : least;
    }

    /** The steps since traffic began to move in this attempt. */
    private List<ShiftSeen.Entry> climb() {
        List<ShiftSeen.Entry> history = shift.history();
        int begin = 0;
        for (int i = 0; i < history.size(); i++) {
            if (!CLIMBING.contains(history.get(i).phase())) {
                begin = i + 1;
            }
        }
        return history.subList(begin, history.size());
    }
}
