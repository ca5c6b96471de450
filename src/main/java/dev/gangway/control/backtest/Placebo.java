package dev.gangway.control.backtest;

import dev.gangway.control.Rehearsal;
import dev.gangway.domain.analysis.Judge;
import dev.gangway.domain.analysis.MetricWindow;
import dev.gangway.domain.analysis.Reading;
import dev.gangway.domain.analysis.Reading.Problem;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.Weight;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One shift of a service from itself to itself, played over what was recorded. It knows of the past what a real one knows
 * when it starts, looks once a window, and moves traffic when the routes that it decides on have reached the proxies.
 */
final class Placebo {
    /** No placebo is played for longer. */
    static final Duration LONGEST = Duration.ofHours(6);

    private static final Reading GAP = new Reading.Unavailable(Problem.PARTIAL, "nothing is recorded of this time");

    private final ShiftPlan plan;
    private final Tape tape;
    private final Thinning thinning;
    private final Opening opening;
    private final Rehearsal rehearsal;

    private double before;
    private long added;
    private double expected;
    private Optional<Instant> firstStep = Optional.empty();
    private Optional<Instant> atAll = Optional.empty();

    /** Will start as the opening says. */
    Placebo(ShiftPlan plan, Tape tape, Thinning thinning, Opening opening) {
        this.plan = plan;
        this.tape = tape;
        this.thinning = thinning;
        this.opening = opening;
        rehearsal = new Rehearsal(plan, new Judge(), opening.past());
    }

    /** Plays it to its end; once. */
    Run play() {
        Instant began = opening.began();
        if (!opening.isKnown()) {
            return run(Run.End.UNFINISHED, tape.to());
        }
        int number = opening.number();
        Instant now = tape.window(number).from();
        for (; number < tape.size() && now.isBefore(began.plus(LONGEST)); number++) {
            MetricWindow window = tape.window(number);
            passGap(now, window.from());
            now = window.to();
            look(window);
            if (rehearsal.phase().kind() == Phase.Kind.SUCCEEDED) {
                return run(Run.End.SUCCEEDED, now);
            }
            if (isRolledBack()) {
                untilTheProxiesFollow(number + 1);
                return run(Run.End.ROLLED_BACK, now);
            }
        }
        return run(Run.End.UNFINISHED, now);
    }

    private void passGap(Instant from, Instant to) {
        if (!from.isBefore(to)) {
            return;
        }
        Duration step = tape.step();
        for (Instant at = from.plus(step); !at.isAfter(to); at = at.plus(step)) {
            rehearsal.look(at, GAP);
        }
    }

    private void look(MetricWindow window) {
        Weight standing = rehearsal.weight();
        Thinning.Divided divided = thinning.divide(window, share(window, standing));
        added += divided.added();
        expected += divided.expected();
        before = share(standing);
        rehearsal.look(window.to(), new Reading.Taken(divided.window()));
        Weight decided = rehearsal.weight();
        if (firstStep.isEmpty() && !decided.equals(Weight.NONE)) {
            firstStep = Optional.of(window.to());
        }
        if (atAll.isEmpty() && decided.equals(Weight.ALL)) {
            atAll = Optional.of(window.to());
        }
    }

    /** What the destination gets on an average of the window: at its beginning the proxies still follow the weight before. */
    private double share(MetricWindow window, Weight standing) {
        double behind = behind(window);
        return behind * before + (1 - behind) * share(standing);
    }

    private static double share(Weight weight) {
        return weight.permille() / 1000.0;
    }

    private double behind(MetricWindow window) {
        double length = Duration.between(window.from(), window.to()).toMillis();
        return Math.min(1, plan.pacing().propagation().toMillis() / length);
    }

    private boolean isRolledBack() {
        Phase.Kind kind = rehearsal.phase().kind();
        return kind == Phase.Kind.ROLLING_BACK || kind == Phase.Kind.ROLLED_BACK;
    }

    private void untilTheProxiesFollow(int number) {
        if (number < tape.size()) {
            MetricWindow window = tape.window(number);
            Thinning.Divided divided = thinning.divide(window, before * behind(window));
            added += divided.added();
            expected += divided.expected();
        }
    }

    private Run run(Run.End end, Instant now) {
        Instant began = opening.began();
        return new Run(
                began,
                now,
                end,
                atAll.map(at -> Duration.between(began, at)),
                end == Run.End.ROLLED_BACK ? firstStep.map(step -> Duration.between(step, now)) : Optional.empty(),
                added,
                expected,
                rehearsal
                        .lastDecision()
                        .map(decision -> decision.reason().text())
                        .orElse(""));
    }
}
