package dev.gangway.control.backtest;

import dev.gangway.control.backtest.BacktestReport.Failures;
import dev.gangway.control.backtest.BacktestReport.Outcome;
import dev.gangway.control.backtest.BacktestReport.Quantiles;
import dev.gangway.control.backtest.BacktestReport.Share;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Sums runs up. */
final class Outcomes {
    private Outcomes() {}

    /**
     * Of all runs of one scenario.
     *
     * @param runs at least one
     */
    static Outcome of(double failing, List<Run> runs) {
        List<Run> notBack =
                runs.stream().filter(run -> run.end() != Run.End.ROLLED_BACK).toList();
        int unfinished = (int)
                runs.stream().filter(run -> run.end() == Run.End.UNFINISHED).count();
        double[] added = runs.stream().mapToDouble(Run::added).sorted().toArray();
        return new Outcome(
                failing,
                new Share(runs.size() - notBack.size(), runs.size()),
                unfinished,
                quantiles(notBack, Run::toAll),
                quantiles(runs, Run::toRollback),
                new Failures(
                        at(added, 0.5),
                        at(added, 0.95),
                        runs.stream().mapToDouble(Run::expected).average().orElse(0)));
    }

    private static Quantiles quantiles(List<Run> runs, Function<Run, Optional<Duration>> time) {
        double[] seconds = runs.stream()
                .map(time)
                .mapToDouble(took -> took.map(it -> it.toMillis() / 1000.0).orElse(Double.POSITIVE_INFINITY))
                .sorted()
                .toArray();
        return new Quantiles(reached(seconds, 0.5), reached(seconds, 0.9));
    }

    private static OptionalDouble reached(double[] sorted, double quantile) {
        double value = sorted.length == 0 ? Double.POSITIVE_INFINITY : at(sorted, quantile);
        return Double.isInfinite(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** The nearest rank. */
    private static double at(double[] sorted, double quantile) {
        return sorted[(int) Math.max(0, Math.ceil(quantile * sorted.length) - 1)];
    }
}
