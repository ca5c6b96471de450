package dev.gangway.domain.shift;

import java.math.BigDecimal;
import java.util.Set;

/**
 * What is looked at before traffic moves, and how strictly.
 *
 * @param acknowledged ids of preflight checks whose warnings somebody has read and accepts
 * @param podRatio how many ready pods at the destination stand in for one of the source's, 0 to 100; 0 = pods are not counted
 * @param prewarm whether an autoscaler's minimum is raised before a step, and put back afterwards
 */
public record Precautions(Set<String> acknowledged, BigDecimal podRatio, boolean prewarm) {
    // Before the default, which is checked against it.
    private static final BigDecimal HIGHEST_RATIO = BigDecimal.valueOf(100);

    /** Nothing acknowledged, pod for pod, autoscalers left alone. */
    public static final Precautions DEFAULT = new Precautions(Set.of(), BigDecimal.ONE, false);

    /** More ids than this are refused. */
    public static final int MOST_ACKNOWLEDGED = 100;

    /** Throws IllegalArgumentException that says what is out of range. */
    public Precautions {
        if (acknowledged.size() > MOST_ACKNOWLEDGED) {
            throw new IllegalArgumentException(
                    "%d checks are acknowledged; %d at most".formatted(acknowledged.size(), MOST_ACKNOWLEDGED));
        }
        acknowledged = Set.copyOf(acknowledged);
        if (podRatio.signum() < 0 || podRatio.compareTo(HIGHEST_RATIO) > 0) {
            throw new IllegalArgumentException("podRatio %s is not between 0 and 100".formatted(podRatio));
        }
        podRatio = podRatio.stripTrailingZeros();
    }

    /** The same with these acknowledged. */
    public Precautions acknowledging(Set<String> ids) {
        return new Precautions(ids, podRatio, prewarm);
    }
}
