package dev.gangway.domain.analysis;

import dev.gangway.domain.traffic.Weight;
import java.util.Optional;

/**
 * Of the requests that the weight should give the destination some do not arrive: the routes are not in force, or requests
 * get lost where nobody counts them. The source shows how many to expect, s&middot;w/(1-w) beside s of its own, and both are
 * Poisson counts. Where fewer come than chance explains, it waits; where hardly any come, at the first step, since nobody
 * knows what becomes of them.
 */
final class MissingTrafficRule implements Rule {
    private static final int ENOUGH_EXPECTED = 8;
    private static final int ENOUGH_AT_SOURCE = 20;
    private static final double HARDLY_ANY = 0.4;
    private static final double TOO_FEW = 0.8;

    /** Standard deviations of the difference. */
    private static final double BEYOND_CHANCE = 4;

    @Override
    public Optional<Ruling> rule(Look look) {
        double atSource = look.gathered().source().requests();
        if (look.weight().equals(Weight.ALL) || atSource < ENOUGH_AT_SOURCE) {
            return Optional.empty();
        }
        double share = Look.share(look.weight());
        double expected = atSource * share / (1 - share);
        double came = look.gathered().destination().requests();
        if (expected >= ENOUGH_EXPECTED && came < HARDLY_ANY * expected) {
            Optional<Weight> first = Optional.of(look.first()).filter(step -> step.compareTo(look.weight()) < 0);
            return Optional.of(Ruling.of(look, new Conclusion(Verdict.INCONCLUSIVE, first, Ground.MISSING, expected)));
        }
        double deviation = Math.sqrt(expected * (1 + expected / atSource));
        return came < TOO_FEW * expected && expected - came > BEYOND_CHANCE * deviation
                ? Optional.of(Ruling.of(look, Conclusion.hold(Ground.MISSING, expected)))
                : Optional.empty();
    }
}
