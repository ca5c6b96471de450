package dev.gangway.domain.shift;

import static java.util.Objects.requireNonNull;

import dev.gangway.domain.traffic.Weight;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The pods on both sides, against those with which the source carried everything.
 *
 * <p>A share needs that share of the source's pods, times the plan's {@code podRatio}, less a tenth: Kubernetes' own autoscaler
 * leaves its target alone while the load is within a tenth of it, so a destination that grows by its load would else be held for ever
 * over one pod. Where an autoscaler has room, half of these will do to go on: it doubles what it finds within a quarter of a minute, and
 * begins only when the load has come.
 *
 * @param source what the source has now
 * @param destination what the destination has now
 * @param sourcePods the most ready pods that the source had since it carried everything; empty = not known
 * @param perSecond all requests to the service in a second; empty where this tick read no metrics
 * @param refusal why an autoscaler's minimum can't be raised, in its API server's words; empty = it can, as far as known
 */
public record Capacity(
        Supply source, Supply destination, OptionalInt sourcePods, OptionalDouble perSecond, Optional<String> refusal) {
    private static final BigDecimal SLACK = new BigDecimal("0.9");
    private static final BigDecimal WHOLE = BigDecimal.valueOf(Weight.ALL.permille());
    private static final int DOUBLED = 2;

    /** Needs all parts. */
    public Capacity {
        requireNonNull(source, "source");
        requireNonNull(destination, "destination");
        requireNonNull(sourcePods, "sourcePods");
        requireNonNull(perSecond, "perSecond");
        requireNonNull(refusal, "refusal");
    }

    /** What keeps the destination from carrying a share; empty = it can. */
    public Optional<Shortage> toCarry(Weight share, ShiftPlan plan) {
        if (!isCounted(plan)) {
            return Optional.empty();
        }
        CapacityWords words = new CapacityWords(this, plan);
        if (destination instanceof Supply.Unknown unknown) {
            return Optional.of(words.unknown(plan.destination(), unknown.why()));
        }
        if (sourcePods.isEmpty()) {
            return Optional.of(words.unknown(
                    plan.source(), source instanceof Supply.Unknown unknown ? unknown.why() : "they were not counted"));
        }
        Supply.Known there = (Supply.Known) destination;
        return there.readyPods() >= atOnce(there, share, plan)
                ? Optional.empty()
                : Optional.of(words.lacking(there, share));
    }

    /**
     * The destination's weight when all that the source can carry is taken back, down to a weight. What is not known never keeps
     * traffic from falling, unless it was known a moment ago.
     */
    public Weight fallen(Weight present, Weight wanted, ShiftPlan plan) {
        Optional<Supply.Known> back = sourceAsLastSeen();
        if (!isCounted(plan) || back.isEmpty() || sourcePods.orElse(0) == 0) {
            return wanted;
        }
        Weight least = carried(back.get()).rest();
        Weight lower = least.compareTo(present) < 0 ? least : present;
        return lower.compareTo(wanted) > 0 ? lower : wanted;
    }

    /** What keeps the source from taking all back, for words; empty where it is not known to lack anything. */
    public Optional<Shortage> toTakeBack(ShiftPlan plan) {
        return fallen(Weight.ALL, Weight.NONE, plan).equals(Weight.NONE)
                ? Optional.empty()
                : sourceAsLastSeen().map(back -> new CapacityWords(this, plan).sourceLacking(back, carried(back)));
    }

    /** How many pods a share needs at the destination, one at least. */
    public int needed(Weight share, ShiftPlan plan) {
        return pods(share, plan.precautions().podRatio());
    }

    /** How many pods the source needs to carry everything again. */
    public int neededBack() {
        return pods(Weight.ALL, BigDecimal.ONE);
    }

    /** With fewer the share can't be given: half where an autoscaler sees to the rest, and all where it does beforehand. */
    private int atOnce(Supply.Known there, Weight share, ShiftPlan plan) {
        int needed = needed(share, plan);
        boolean grows = there.autoscaler()
                .filter(autoscaler -> autoscaler.maximum() >= needed)
                .isPresent();
        boolean warms = plan.precautions().prewarm() && refusal.isEmpty();
        return grows && !warms ? (needed + 1) / DOUBLED : needed;
    }

    /** The share that the source can carry. */
    private Weight carried(Supply.Known back) {
        int pods = Math.max(back.readyPods(), Math.min(DOUBLED * back.readyPods(), back.most()));
        BigDecimal all = SLACK.multiply(BigDecimal.valueOf(sourcePods.orElseThrow()));
        BigDecimal share = BigDecimal.valueOf(pods).multiply(WHOLE).divide(all, 0, RoundingMode.DOWN);
        return new Weight(share.min(WHOLE).intValueExact());
    }

    private Optional<Supply.Known> sourceAsLastSeen() {
        return source instanceof Supply.Known known ? Optional.of(known) : ((Supply.Unknown) source).last();
    }

    private int pods(Weight share, BigDecimal ratio) {
        return BigDecimal.valueOf(share.permille())
                .multiply(BigDecimal.valueOf(sourcePods.orElse(0)))
                .multiply(ratio)
                .multiply(SLACK)
                .divide(WHOLE, 0, RoundingMode.CEILING)
                .max(BigDecimal.ONE)
                .intValueExact();
    }

    private static boolean isCounted(ShiftPlan plan) {
        return plan.precautions().podRatio().signum() > 0;
    }
}
