package dev.gangway.domain.analysis;

import dev.gangway.domain.traffic.Weight;
import java.util.Optional;

/**
 * The next step waits for a few requests at this one, and until the worst that is still plausible there is affordable: with e
 * failures of n requests, the share may be as high as U = (e + 1 + 1.64 &radic;(&phi;(e + 1)))/n, an upper bound of about 95 %
 * for a Poisson count with dispersion &phi;. Its excess over the reference, times the requests that the next step gives the
 * destination until the shift can react, must not exceed the budget. After the maximum soak one request is enough.
 */
record BudgetRule(boolean countsCost) implements Rule {
    private static final double SURENESS = 1.64;

    /** On top of the budget this share of the requests in the time to react: to a busy service a few more are nothing. */
    private static final double SHARE = 0.0005;

    @Override
    public Optional<Ruling> rule(Look look) {
        long requests = look.gathered().destination().requests();
        int needed = look.isSoaked() ? 1 : look.objectives().risk().minimumRequests();
        if (requests < needed) {
            Ground few = look.weight().equals(Weight.NONE) ? Ground.FEW_PREVIEWED : Ground.FEW_REQUESTS;
            return Optional.of(Ruling.of(look, Conclusion.hold(few, (double) (needed - requests))));
        }
        boolean byEvidence = look.objectives().risk().pace() == Objectives.Pace.EVIDENCE;
        if (!countsCost || !byEvidence || look.isSoaked()) {
            return Optional.empty();
        }
        double over = plausibleCost(look, (double) requests) / budget(look);
        return over > 1
                ? Optional.of(Ruling.of(look, Conclusion.hold(Ground.BUDGET, Math.ceil(requests * (over - 1)))))
                : Optional.empty();
    }

    private static double plausibleCost(Look look, double requests) {
        double failures = look.gathered().destination().failures() + 1.0;
        double worst = (failures + SURENESS * Math.sqrt(look.errors().dispersion() * failures)) / requests;
        return Math.max(0, worst - look.errors().reference()) * look.rateAt(look.next()) * look.reaction();
    }

    private static double budget(Look look) {
        return look.objectives().risk().exposureBudget()
                + SHARE * look.gathered().rate() * look.reaction();
    }
}
