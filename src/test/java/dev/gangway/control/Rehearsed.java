package dev.gangway.control;

import static dev.gangway.domain.analysis.Samples.EKS1;
import static dev.gangway.domain.analysis.Samples.K8S2;
import static dev.gangway.domain.analysis.Samples.START;

import dev.gangway.domain.analysis.Judge;
import dev.gangway.domain.analysis.MetricWindow;
import dev.gangway.domain.analysis.Objectives;
import dev.gangway.domain.analysis.Reading;
import dev.gangway.domain.analysis.Samples;
import dev.gangway.domain.analysis.Traffic;
import dev.gangway.domain.shift.Pacing;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.Ladder;
import dev.gangway.domain.traffic.ServiceRef;
import dev.gangway.domain.traffic.Weight;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A shift in a made world, looked at every ten seconds; what happens in a tick is drawn from a seed. */
final class Rehearsed {
    private static final int SECONDS = 10;
    private static final int HISTORY = 360;

    /** What clients see of one side at a time. */
    interface Side {
        /**
         * The share of bad requests.
         *
         * @param seconds since the shift began; negative before
         * @param weight the destination's share, from 0 to 1
         */
        double share(int seconds, double weight);
    }

    /** A tick as it went. */
    record Tick(int seconds, Weight before, Phase phase, Weight after, String reason) {}

    private final Random random;
    private final int perSecond;
    private Objectives objectives = Objectives.DEFAULT;
    private Pacing pacing = Pacing.DEFAULT;
    private Side sourceFails = (seconds, weight) -> 0.001;
    private Side destinationFails = (seconds, weight) -> 0.001;
    private Side destinationSlow = (seconds, weight) -> 0.02;
    private Side arrives = (seconds, weight) -> 1;
    private Side lost = (seconds, weight) -> 0;
    private final List<Tick> ticks = new ArrayList<>();

    /** Both sides fail 0.1 %, and 2 % take over 100 ms. */
    Rehearsed(long seed, int perSecond) {
        this.random = new Random(seed);
        this.perSecond = perSecond;
    }

    Rehearsed objectives(Objectives others) {
        objectives = others;
        return this;
    }

    Rehearsed pacing(Pacing other) {
        pacing = other;
        return this;
    }

    Rehearsed sourceFails(Side share) {
        sourceFails = share;
        return this;
    }

    Rehearsed destinationFails(Side share) {
        destinationFails = share;
        return this;
    }

    Rehearsed bothFail(Side share) {
        return sourceFails(share).destinationFails(share);
    }

    Rehearsed destinationSlow(Side share) {
        destinationSlow = share;
        return this;
    }

    /** What part of the destination's share of requests comes there. */
    Rehearsed arrives(Side share) {
        arrives = share;
        return this;
    }

    /** What share of all requests reaches no cluster. */
    Rehearsed lost(Side share) {
        lost = share;
        return this;
    }

    /** Goes on until the shift is over or rolls back, or for so many seconds. */
    Rehearsed go(int seconds) {
        ShiftPlan plan = plan();
        List<MetricWindow> past = new ArrayList<>();
        for (int n = -HISTORY; n < 0; n++) {
            past.add(window(n * SECONDS, 0));
        }
        Rehearsal rehearsal = new Rehearsal(plan, new Judge(), past);
        for (int at = 0; at < seconds; at += SECONDS) {
            Weight before = rehearsal.weight();
            Instant now = START.plusSeconds(at + SECONDS);
            Phase phase = rehearsal.look(now, new Reading.Taken(window(at, before.permille())));
            ticks.add(new Tick(
                    at + SECONDS,
                    before,
                    phase,
                    rehearsal.weight(),
                    rehearsal.lastDecision().orElseThrow().reason().text()));
            if (phase.kind() == Phase.Kind.ROLLING_BACK || phase.kind() == Phase.Kind.SUCCEEDED) {
                break;
            }
        }
        return this;
    }

    /** All that happened, oldest first. */
    List<Tick> ticks() {
        return ticks;
    }

    Tick last() {
        return ticks.get(ticks.size() - 1);
    }

    /** Whether any reason held these words. */
    boolean says(String words) {
        return ticks.stream().anyMatch(tick -> tick.reason().contains(words));
    }

    boolean rolledBack() {
        return last().phase().kind() == Phase.Kind.ROLLING_BACK;
    }

    /** The weights that the destination had, one after the other, in per mille. */
    List<Integer> weights() {
        List<Integer> weights = new ArrayList<>();
        for (Tick tick : ticks) {
            if (weights.isEmpty()
                    || weights.get(weights.size() - 1) != tick.after().permille()) {
                weights.add(tick.after().permille());
            }
        }
        return weights;
    }

    private MetricWindow window(int from, int permille) {
        double weight = permille / 1000.0;
        long all = Math.round(perSecond * (double) SECONDS);
        long lostOnes = Samples.binomial(random, all, lost.share(from, weight));
        long atDestination = Samples.binomial(random, all - lostOnes, weight);
        long arrived = Samples.binomial(random, atDestination, arrives.share(from, weight));
        return new MetricWindow(
                START.plusSeconds(from),
                START.plusSeconds(from + SECONDS),
                Map.of(
                        K8S2,
                        traffic(all - lostOnes - atDestination, sourceFails.share(from, weight), 0.02),
                        EKS1,
                        traffic(arrived, destinationFails.share(from, weight), destinationSlow.share(from, weight))),
                lostOnes);
    }

    private Traffic traffic(long requests, double failing, double slow) {
        long failures = Samples.binomial(random, requests, failing);
        return Samples.traffic(requests, failures, Samples.binomial(random, requests - failures, slow));
    }

    private ShiftPlan plan() {
        return new ShiftPlan(
                new ShiftId("shop", "cart-to-eks1"),
                new ServiceRef("shop", "cart"),
                K8S2,
                EKS1,
                Ladder.DEFAULT,
                pacing,
                objectives,
                ShiftPlan.SubsetLabel.NETWORK,
                ShiftPlan.OnDelete.KEEP,
                ShiftPlan.Mode.SHIFT);
    }
}
