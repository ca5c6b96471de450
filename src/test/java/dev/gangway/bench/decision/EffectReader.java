package dev.gangway.bench.decision;

import java.util.Optional;

/** Reads what is wrong with a side, and when. */
final class EffectReader {
    private static final double DAY_SECONDS = 86_400;

    private EffectReader() {}

    static Effect effect(Fields fields) {
        if (fields.has("about")) {
            fields.text("about");
        }
        Span errors = fields.span("errors", Span.ZERO, 0, 1);
        Effect effect = new Effect(
                fields.side("on"),
                timing(fields),
                reach(fields),
                errors,
                fields.number("clientShare", 1, 0, 1),
                (int) fields.number("delaySeconds", 0, 0, 600),
                slowing(fields),
                fields.span("lost", Span.ZERO, 0, 1),
                fields.flag("background", false));
        if (!fields.has("errors") && (fields.has("clientShare") || fields.has("delaySeconds"))) {
            throw fields.refused("errors", "must be given where clientShare or delaySeconds are");
        }
        if (!fields.has("errors")
                && !fields.has("lost")
                && !fields.has("latencyFactor")
                && !fields.has("addedMilliseconds")) {
            throw fields.refused(
                    "errors", "must be given, or \"latencyFactor\", \"addedMilliseconds\" or \"lost\" in its place");
        }
        return effect;
    }

    private static Effect.Slowing slowing(Fields fields) {
        return new Effect.Slowing(
                fields.number("ofRequests", 1, 0, 1),
                fields.span("latencyFactor", Span.ONE, 0.001, 10_000),
                fields.span("addedMilliseconds", Span.ZERO, 0, 3_600_000));
    }

    private static Reach reach(Fields fields) {
        return new Reach(
                fields.number("fromWeight", 0, 0, 1),
                fields.number("saturatesAboveWeight", 1, 0, 0.999),
                fields.number("warmUpSeconds", 0, 0, 3600));
    }

    /** When it is so; always, where nothing is said. */
    static Timing timing(Fields fields) {
        double ramp = fields.number("rampSeconds", 0, 0, 36_000);
        double from = fields.number("fromSeconds", ramp > 0 ? 0 : Double.NEGATIVE_INFINITY, -DAY_SECONDS, 3600);
        double until = fields.number("untilSeconds", Double.POSITIVE_INFINITY, -DAY_SECONDS, DAY_SECONDS);
        if (until <= from) {
            throw fields.refused("untilSeconds", "must be after fromSeconds");
        }
        double period = fields.number("periodSeconds", 0, 0, DAY_SECONDS);
        double active = fields.number("activeSeconds", 0, 0, DAY_SECONDS);
        if (active > period || (period > 0 && active == 0)) {
            throw fields.refused("activeSeconds", "must be more than 0 and at most periodSeconds");
        }
        Optional<Spells> randomly = fields.object(
                "randomly",
                inner -> new Spells(
                        inner.number("everySeconds", 1, 7 * DAY_SECONDS),
                        inner.span("lastsSeconds", Span.fixed(Tick.SECONDS), 0, 36_000)));
        return new Timing(from, until, ramp, period, active, randomly);
    }
}
