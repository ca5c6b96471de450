package dev.gangway.domain.analysis;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A destination that is found to be slow is given time to warm up, at a weight just high enough to see it, and goes back
 * only if it is found to be slow again and did not become clearly faster meanwhile. Code that is compiled while it runs and
 * caches that fill halve their excess within a minute or two; a destination that is slow for good does not.
 *
 * <p>To find it slow at all takes a fifth of the odds that roll back by errors, since it costs only time; to go back takes
 * twice those odds, since several measures of latency are looked at.
 */
record SlowRule(boolean warmsUp, Control control) implements Rule {
    private static final double TO_WAIT = 0.2;

    /** A destination is new for so long after its first requests; later it should be warm. */
    private static final Duration NEW = Duration.ofMinutes(5);

    private static final Duration PATIENCE = Duration.ofSeconds(75);
    private static final Duration PATIENCE_WHEN_OLD = Duration.ofSeconds(20);
    private static final Duration MORE_PATIENCE = Duration.ofSeconds(45);
    private static final Duration PATIENCE_IN_ALL = Duration.ofMinutes(7);
    private static final double FASTER = 0.8;
    private static final int SLOW_ONES_TO_SEE = 10;
    private static final int SECONDS_TO_SEE_THEM = 60;

    @Override
    public Optional<Ruling> rule(Look look) {
        Optional<WarmUp> before = look.gathered().warmUp();
        TrackTick slowest = slowest(look, before.isPresent() || !warmsUp ? 1 : TO_WAIT);
        if (slowest == null) {
            return Optional.empty();
        }
        return control.comparison(look, slowest).or(() -> Optional.of(slow(look, slowest, before)));
    }

    private Ruling slow(Look look, TrackTick slowest, Optional<WarmUp> before) {
        if (!warmsUp) {
            return Ruling.of(look, Conclusion.harm(Ground.HARM));
        }
        return before.isPresent() ? again(look, slowest, before.get()) : atFirst(look, slowest);
    }

    private static TrackTick slowest(Look look, double part) {
        TrackTick slowest = null;
        for (TrackTick tick : look.ticks()) {
            boolean isSlow = tick.isLatency() && tick.harm() >= part * look.harmLimit(tick);
            if (isSlow && (slowest == null || tick.recentExcess() > slowest.recentExcess())) {
                slowest = tick;
            }
        }
        return slowest;
    }

    private static Ruling atFirst(Look look, TrackTick slow) {
        Instant now = look.window().to();
        boolean isNew = now.isBefore(look.gathered().raisedAt().orElse(now).plus(NEW));
        Duration patience = isNew ? PATIENCE : PATIENCE_WHEN_OLD;
        double slowPerSecond = Math.max(1e-9, look.gathered().rate() * slow.recentExcess());
        Conclusion conclusion = new Conclusion(
                Verdict.INCONCLUSIVE,
                look.lower(SLOW_ONES_TO_SEE / (SECONDS_TO_SEE_THEM * slowPerSecond)),
                Ground.WARMING_UP,
                (double) patience.toSeconds());
        return Ruling.of(look, conclusion).remembering(warmUp(slow, now, now.plus(patience)));
    }

    private static Ruling again(Look look, TrackTick slow, WarmUp before) {
        Instant now = look.window().to();
        boolean faster = slow.recentExcess() < FASTER * before.excess();
        if (!faster || now.isAfter(before.since().plus(PATIENCE_IN_ALL))) {
            return Ruling.of(look, Conclusion.harm(Ground.STAYS_SLOW));
        }
        return Ruling.of(look, Conclusion.hold(Ground.WARMING_UP, (double) MORE_PATIENCE.toSeconds()))
                .remembering(warmUp(slow, before.since(), now.plus(MORE_PATIENCE)));
    }

    private static WarmUp warmUp(TrackTick slow, Instant since, Instant until) {
        return new WarmUp(slow.track().measure(), slow.recentExcess(), since, until);
    }
}
