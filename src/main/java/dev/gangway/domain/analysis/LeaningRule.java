package dev.gangway.domain.analysis;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Waits while a destination warms up, and while anything leans to harm. */
final class LeaningRule implements Rule {
    @Override
    public Optional<Ruling> rule(Look look) {
        Instant now = look.window().to();
        Optional<WarmUp> warmUp = look.gathered().warmUp();
        if (warmUp.isPresent() && warmUp.get().isPatient(now)) {
            double left = (double) Duration.between(now, warmUp.get().until()).toSeconds();
            return Optional.of(Ruling.of(look, Conclusion.hold(Ground.WARMING_UP, left)));
        }
        for (TrackTick tick : look.ticks()) {
            if (tick.leansToHarm()) {
                return Optional.of(Ruling.of(look, Conclusion.hold(Ground.LEANING, tick.harm())));
            }
        }
        return Optional.empty();
    }
}
