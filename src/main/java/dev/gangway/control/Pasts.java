package dev.gangway.control;

import dev.gangway.domain.analysis.Counting;
import dev.gangway.domain.analysis.History;
import dev.gangway.domain.analysis.Objectives;
import dev.gangway.domain.analysis.Reading.Problem;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/**
 * Reads what the source was before a shift, for those shifts that don't know it: a few at a time and beside the rounds, so
 * that a slow answer holds nobody else up. A service too quiet to be known by its last hour is read a day back.
 */
final class Pasts {
    private static final Logger LOG = Logger.getLogger(ShiftLoop.class);

    private static final int AT_A_TIME = 8;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration STEP = Duration.ofSeconds(10);
    private static final Duration LONG_STEP = Duration.ofSeconds(60);
    private static final Duration READ_AGAIN_AFTER = Duration.ofSeconds(30);

    private final MetricsHistory metrics;
    private final Clock clock;
    private final Semaphore free = new Semaphore(AT_A_TIME);
    private final Map<ShiftId, Asked> asked = new ConcurrentHashMap<>();

    Pasts(MetricsHistory metrics, Clock clock) {
        this.metrics = metrics;
        this.clock = clock;
    }

    /** When it was asked for, of what, and what came. */
    private record Asked(Instant at, Objectives objectives, Counting counting, Optional<Past> past) {
        Asked with(Past read) {
            return new Asked(at, objectives, counting, Optional.of(read));
        }

        /** What was read for something else says nothing of this. */
        boolean isFor(Objectives others, Counting other) {
            return objectives.equals(others) && counting.equals(other);
        }
    }

    /** What was read since it was last asked for, or nothing yet; then it is being read, or will be at a later call. */
    Optional<Past> of(ShiftPlan plan, Counting counting) {
        Asked found = asked.get(plan.id());
        Asked last = found != null && found.isFor(plan.objectives(), counting) ? found : null;
        Instant now = clock.instant();
        boolean waits = last != null && last.past.isEmpty();
        boolean isFresh = last != null && now.isBefore(last.at.plus(READ_AGAIN_AFTER));
        if (!waits && !isFresh && free.tryAcquire()) {
            Asked anew = new Asked(now, plan.objectives(), counting, Optional.empty());
            asked.put(plan.id(), anew);
            read(plan, anew);
        }
        return last == null ? Optional.empty() : last.past;
    }

    void forget(ShiftId id) {
        asked.remove(id);
    }

    private void read(ShiftPlan plan, Asked anew) {
        read(plan, anew, HOUR, STEP)
                .chain(hour -> hour.isQuiet()
                        ? read(plan, anew, DAY, LONG_STEP)
                        : Uni.createFrom().item(hour))
                .onTermination()
                .invoke(() -> free.release())
                .subscribe()
                .with(past -> take(plan, anew, past), failure -> {
                    LOG.errorf(failure, "shift=%s: reading the past failed in a way that nobody thought of", plan.id());
                    take(
                            plan,
                            anew,
                            new Past.Unknown(new History.Unavailable(
                                    Problem.FAILED,
                                    "reading the past failed: "
                                            + failure.getClass().getSimpleName())));
                });
    }

    private void take(ShiftPlan plan, Asked anew, Past past) {
        asked.computeIfPresent(
                plan.id(), (id, last) -> last.isFor(anew.objectives, anew.counting) ? last.with(past) : last);
    }

    private Uni<Past> read(ShiftPlan plan, Asked anew, Duration span, Duration step) {
        return Uni.createFrom()
                .deferred(() -> metrics.read(plan.service(), anew.at.minus(span), anew.at, step, anew.counting))
                .map(history -> Past.of(plan, history));
    }
}
