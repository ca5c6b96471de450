package dev.gangway.domain.analysis;

import dev.gangway.domain.traffic.Protocol;
import dev.gangway.domain.traffic.TrafficSplit;
import dev.gangway.domain.traffic.Weight;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a look at the evidence comes to.
 *
 * @param verdict the answer
 * @param advised the weight that the destination should have next; empty = the present one
 * @param ground what it rests on
 * @param number what the ground is about, where it has a number
 */
record Conclusion(Verdict verdict, Optional<Weight> advised, Ground ground, double number) {

    static Conclusion hold(Ground ground, double number) {
        return new Conclusion(Verdict.INCONCLUSIVE, Optional.empty(), ground, number);
    }

    static Conclusion lower(Ground ground, Weight weight) {
        return new Conclusion(Verdict.INCONCLUSIVE, Optional.of(weight), ground, 0);
    }

    static Conclusion harm(Ground ground) {
        return new Conclusion(Verdict.DEGRADED, Optional.empty(), ground, 0);
    }

    static Conclusion advance(Weight weight, Ground ground, double number) {
        return new Conclusion(Verdict.HEALTHY, Optional.of(weight), ground, number);
    }

    Assessment of(Evidence evidence, Protocol protocol, TrafficSplit split) {
        return of(evidence, protocol, split, List::of);
    }

    Assessment of(Evidence evidence, Protocol protocol, TrafficSplit split, Supplier<List<Finding>> findings) {
        return new Assessment(
                verdict,
                advised,
                evidence,
                new Account(findings, found -> Words.summary(this, protocol, split, evidence.rate(), found)));
    }
}
