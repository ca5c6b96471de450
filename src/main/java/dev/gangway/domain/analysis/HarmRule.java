package dev.gangway.domain.analysis;

import java.util.Optional;

/** Goes back when the evidence of errors has reached the odds that are asked for, and the source does not share the harm. */
record HarmRule(Control control) implements Rule {
    @Override
    public Optional<Ruling> rule(Look look) {
        return look.isHarm(look.errors())
                ? control.comparison(look, look.errors())
                        .or(() -> Optional.of(Ruling.of(look, Conclusion.harm(Ground.HARM))))
                : Optional.empty();
    }
}
