package dev.gangway.control;

import dev.gangway.domain.analysis.Baseline;
import dev.gangway.domain.analysis.Counting;
import dev.gangway.domain.analysis.History;
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
    private final Map<ShiftId, Past> pasts = new ConcurrentHashMap<>();

    Pasts(MetricsHistory metrics, Clock clock) {
        this.metrics = metrics;
        this.clock = clock;
    }

    /** When it was asked for, of what, and what came. */
    private record Past(Instant asked, Counting counting, Optional<History> history) {
        Past with(History read) {
            return new Past(asked, counting, Optional.of(read));
        }
    }

    /** What was read since it was last asked for, or nothing yet; then it is being read, or will be at a later call. */
    Optional<History> of(ShiftPlan plan, Counting counting) {
        Past found = pasts.get(plan.id());
        // What was read of something else says nothing of this.
        Past past = found != null && found.counting.equals(counting) ? found : null;
        Instant now = clock.instant();
        boolean waits = past != null && past.history.isEmpty();
        boolean isFresh = past != null && now.isBefore(past.asked.plus(READ_AGAIN_AFTER));
        if (!waits && !isFresh && free.tryAcquire()) {
            Past asked = new Past(now, counting, Optional.empty());
            pasts.put(plan.id(), asked);
            read(plan, asked);
        }
        return past == null ? Optional.empty() : past.history;
    }

    void forget(ShiftId id) {
        pasts.remove(id);
    }

    private void read(ShiftPlan plan, Past past) {
        read(plan, past, HOUR, STEP)
                .chain(hour -> isQuiet(plan, hour)
                        ? read(plan, past, DAY, LONG_STEP)
                        : Uni.createFrom().item(hour))
                .onTermination()
                .invoke(() -> free.release())
                .subscribe()
                .with(history -> take(plan, past, history), failure -> {
                    LOG.errorf(failure, "shift=%s: reading the past failed in a way that nobody thought of", plan.id());
                    History none = new History.Unavailable(
                            Problem.FAILED,
                            "reading the past failed: " + failure.getClass().getSimpleName());
                    take(plan, past, none);
                });
    }

    private void take(ShiftPlan plan, Past asked, History history) {
        pasts.computeIfPresent(
                plan.id(), (id, past) -> past.counting.equals(asked.counting) ? past.with(history) : past);
    }

    private Uni<History> read(ShiftPlan plan, Past past, Duration span, Duration step) {
        return Uni.createFrom()
                .deferred(() -> metrics.read(plan.service(), past.asked.minus(span), past.asked, step, past.counting));
    }

    private static boolean isQuiet(ShiftPlan plan, History history) {
        return history instanceof History.Recorded recorded
                && Baseline.of(plan.objectives(), plan.source(), recorded.windows())
                        .isQuiet();
    }
}
