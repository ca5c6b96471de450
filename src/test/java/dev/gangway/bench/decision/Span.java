package dev.gangway.bench.decision;

/** A number that is drawn evenly between two; both are the same where it is fixed. */
record Span(double low, double high) {
    static final Span ZERO = fixed(0);
    static final Span ONE = fixed(1);

    static Span fixed(double value) {
        return new Span(value, value);
    }

    /** The number at a place between the ends, from 0 to 1. */
    double at(double place) {
        return low + (high - low) * place;
    }
}
