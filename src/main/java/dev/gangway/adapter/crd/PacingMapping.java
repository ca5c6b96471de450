package dev.gangway.adapter.crd;

import dev.gangway.domain.shift.Pacing;
import java.time.Duration;
import java.util.function.Function;

/** Times as people write them. */
final class PacingMapping {
    /** As Flagger's interval. */
    static final Duration INTERVAL = Duration.ofSeconds(60);

    private PacingMapping() {}

    /** Throws InvalidSettingException that says what is wrong. */
    static Pacing pacing(Settings<PacingSpec> said) {
        Pacing pacing = Pacing.DEFAULT;
        pacing = said.set(
                pacing,
                "propagationSeconds",
                PacingSpec::propagationSeconds,
                (p, seconds) ->
                        new Pacing(Duration.ofSeconds(seconds), p.soak(), p.bake(), p.watch(), p.metricsBudget()));
        pacing = soak(said, pacing);
        pacing = said.set(
                pacing,
                "bakeSeconds",
                PacingSpec::bakeSeconds,
                (p, seconds) -> new Pacing(
                        p.propagation(), p.soak(), Duration.ofSeconds(seconds), p.watch(), p.metricsBudget()));
        pacing = said.set(
                pacing,
                "metricsBudgetSeconds",
                PacingSpec::metricsBudgetSeconds,
                (p, seconds) -> p.withMetricsBudget(Duration.ofSeconds(seconds)));
        return said.set(
                pacing,
                "watchSeconds",
                PacingSpec::watchSeconds,
                (p, seconds) -> new Pacing(
                        p.propagation(), p.soak(), p.bake(), Duration.ofSeconds(seconds), p.metricsBudget()));
    }

    /** By the clock a step lasts for the interval; a soak that was meant for the other pace must not shorten or stretch it. */
    private static Pacing soak(Settings<PacingSpec> said, Pacing pacing) {
        PacingSpec.Pace pace = said.set(PacingSpec.Pace.EVIDENCE, "pace", PacingSpec::pace, (before, set) -> set);
        return switch (pace) {
            case EVIDENCE -> soak(said, pacing, "soakSeconds", PacingSpec::soakSeconds);
            case INTERVAL -> soak(said, with(pacing, INTERVAL), "intervalSeconds", PacingSpec::intervalSeconds);
        };
    }

    private static Pacing soak(
            Settings<PacingSpec> said, Pacing pacing, String field, Function<PacingSpec, Integer> seconds) {
        return said.set(pacing, field, seconds, (p, set) -> with(p, Duration.ofSeconds(set)));
    }

    private static Pacing with(Pacing pacing, Duration soak) {
        return new Pacing(pacing.propagation(), soak, pacing.bake(), pacing.watch(), pacing.metricsBudget());
    }
}
