package dev.gangway.domain.analysis;

import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.TrafficSplit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.OptionalDouble;

/** The judge's sentences: what was seen, against what, with units and at most three digits. */
final class Words {
    private Words() {}

    static String errors(TrafficSplit split, Proportion failed, OptionalDouble source, double limit) {
        return "%d of %d requests to %s failed (%s) %s; %slimit %s"
                .formatted(
                        failed.hits(),
                        failed.trials(),
                        split.destination(),
                        percent(failed.ratio()),
                        source.isPresent()
                                ? "while %s failed %s".formatted(split.source(), percent(source.getAsDouble()))
                                : "with too few requests to %s to compare".formatted(split.source()),
                        withinChance(failed, limit) ? "within chance of the " : "",
                        percent(limit));
    }

    private static boolean withinChance(Proportion failed, double limit) {
        return failed.ratio() > limit && failed.lowerBound(Judge.LEANING) <= limit;
    }

    static String failed(Proportion failed) {
        return "%d of %d requests failed (%s)".formatted(failed.hits(), failed.trials(), percent(failed.ratio()));
    }

    static String latency(
            TrafficSplit split, double quantile, OptionalDouble seen, OptionalDouble source, double limit) {
        return "p%s of %s is %s %s; limit %s"
                .formatted(
                        digits(quantile * 100),
                        split.destination(),
                        millis(seen),
                        source.isPresent()
                                ? "while %s has %s".formatted(split.source(), millis(source))
                                : "with too few requests to %s to compare".formatted(split.source()),
                        millis(OptionalDouble.of(limit)));
    }

    static String waitingFor(long minimum, long seen, ClusterName cluster) {
        return "waiting for %d more requests to %s (%d of %d seen)"
                .formatted(Math.max(0, minimum - seen), cluster, seen, minimum);
    }

    private static String percent(double ratio) {
        double percent = ratio * 100;
        return percent >= 9.95 || percent == 0
                ? String.format(Locale.ROOT, "%.0f %%", percent)
                : percent >= 0.1 ? String.format(Locale.ROOT, "%.1f %%", percent) : digits(percent) + " %";
    }

    private static String millis(OptionalDouble millis) {
        return millis.isEmpty() ? "unknown" : digits(millis.getAsDouble()) + " ms";
    }

    private static String digits(double value) {
        return new BigDecimal(value)
                .round(new MathContext(3))
                .stripTrailingZeros()
                .toPlainString();
    }
}
