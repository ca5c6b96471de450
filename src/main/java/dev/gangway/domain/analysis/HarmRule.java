package dev.gangway.domain.analysis;

import java.util.Optional;

/**
 * Goes back when the evidence of errors has reached the odds that are asked for. At all traffic it first gives the source a
 * part, to compare with: an incident of both sides looks like harm where nothing is left beside it.
 */
final class HarmRule implements Rule {
    @Override
    public Optional<Ruling> rule(Look look) {
        if (!look.errors().isHarm()) {
            return Optional.empty();
        }
        return Optional.of(look.lacksControl() ? control(look) : Ruling.of(look, Conclusion.harm(Ground.HARM)));
    }

    /** Back to the last rung, whose rest is the control. */
    static Ruling control(Look look) {
        return Ruling.of(
                        look,
                        Conclusion.lower(Ground.NEEDS_CONTROL, look.ladder().last()))
                .forgettingAll();
    }
}
