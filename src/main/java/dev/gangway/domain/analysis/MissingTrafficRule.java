package dev.gangway.domain.analysis;

import dev.gangway.domain.traffic.Weight;
import java.util.Optional;

/**
 * A destination to which far fewer requests come than its weight says goes back to the first step and stays there: nobody
 * knows what becomes of them.
 */
final class MissingTrafficRule implements Rule {
    private static final int ENOUGH_EXPECTED = 8;
    private static final int ENOUGH_AT_SOURCE = 20;
    private static final double PART = 0.4;

    @Override
    public Optional<Ruling> rule(Look look) {
        double atSource = look.gathered().source().requests();
        if (look.weight().equals(Weight.ALL) || atSource < ENOUGH_AT_SOURCE) {
            return Optional.empty();
        }
        double share = Look.share(look.weight());
        double expected = atSource * share / (1 - share);
        boolean missing =
                expected >= ENOUGH_EXPECTED && look.gathered().destination().requests() < PART * expected;
        Optional<Weight> first = Optional.of(look.first()).filter(step -> step.compareTo(look.weight()) < 0);
        return missing
                ? Optional.of(Ruling.of(look, new Conclusion(Verdict.INCONCLUSIVE, first, Ground.MISSING, expected)))
                : Optional.empty();
    }
}
