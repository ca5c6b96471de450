package dev.gangway.control.backtest;

import dev.gangway.control.Preflight;
import dev.gangway.control.RefusedException;
import dev.gangway.control.backtest.BacktestReport.Share;
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
import org.jboss.logging.Logger;

/**
 * How often the shift's policy would have rolled back for nothing over the last day. It is found out in the background, from
 * the first check on; until then, and where too little is recorded, there is no such check. It passes, or warns.
 */
public final class BacktestPreflight implements Preflight {
    private static final Logger LOG = Logger.getLogger(BacktestPreflight.class);

    private static final int PLACEBOS = 20;
    private static final int MOST_KEPT = 500;
    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration KEPT = Duration.ofHours(1);

    /** As many may be chance. */
    private static final int FEW = 1;

    private final Backtests backtests;
    private final Clock clock;
    private final Executor background;
    private final Map<ShiftPlan, Known> known = new LinkedHashMap<>();

    /**
     * Plays nothing yet.
     *
     * @param background should do one at a time; may reject
     */
    public BacktestPreflight(Backtests backtests, Clock clock, Executor background) {
        this.backtests = backtests;
        this.clock = clock;
        this.background = background;
    }

    /** When it was begun, and what came; empty until then, and where nothing could be found out. */
    private record Known(Instant begun, Optional<Check> check) {}

    @Override
    public List<Check> check(ShiftPlan plan) {
        Instant now = clock.instant();
        synchronized (known) {
            Known before = known.get(plan);
            if (before != null && now.isBefore(before.begun().plus(KEPT))) {
                return before.check().stream().toList();
            }
            remember(plan, new Known(now, before == null ? Optional.empty() : before.check()));
        }
        try {
            background.execute(() -> play(plan, now));
        } catch (RejectedExecutionException e) {
            // Too much to do: asked for again at the next check.
            synchronized (known) {
                known.remove(plan);
            }
        }
        synchronized (known) {
            return Optional.ofNullable(known.get(plan)).flatMap(Known::check).stream()
                    .toList();
        }
    }

    private void play(ShiftPlan plan, Instant now) {
        try {
            BacktestReport report = backtests.playHealthy(new Backtests.Question(
                    plan.service(),
                    new PastSpan(now.minus(DAY), now),
                    Optional.of(plan.source()),
                    PLACEBOS,
                    1,
                    source -> plan));
            Check check = check(report);
            if (check.result() == Result.WARN) {
                LOG.infof("shift=%s: %s", plan.id(), check.words());
            }
            synchronized (known) {
                remember(plan, new Known(now, Optional.of(check)));
            }
        } catch (RefusedException | NoRecordException e) {
            LOG.debugf("shift=%s: no backtest: %s", plan.id(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.errorf(e, "shift=%s: a backtest failed in a way that nobody thought of", plan.id());
        }
    }

    private static Check check(BacktestReport report) {
        Share back = report.healthy().rolledBack();
        String seen = "%d of %d placebo shifts over %d h of %s would have been rolled back for nothing"
                .formatted(
                        back.count(),
                        back.of(),
                        report.record().recorded().toHours(),
                        report.record().source());
        return back.count() <= FEW
                ? new Check("backtest", "objectives", Result.PASS, seen, "")
                : new Check(
                        "backtest",
                        "objectives",
                        Result.WARN,
                        seen,
                        "the first because %s; see 'gangway backtest' for more, and widen the objectives if that is usual"
                                .formatted(report.mistakes().get(0).why()));
    }

    private void remember(ShiftPlan plan, Known what) {
        known.remove(plan);
        known.put(plan, what);
        if (known.size() > MOST_KEPT) {
            known.remove(known.keySet().iterator().next());
        }
    }
}
