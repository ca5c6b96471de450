package dev.gangway.cli.shift;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;

/** Numbers as people read them: three digits at most, with their units. */
public final class Numbers {
    private static final MathContext TWO_DIGITS = new MathContext(2);
    private static final MathContext THREE_DIGITS = new MathContext(3);

    private Numbers() {}

    /** {@code 0.11 %}, {@code 25 %}. */
    public static String percent(BigDecimal percent) {
        return rounded(percent) + " %";
    }

    /** Of a ratio from 0 to 1. */
    static String percentOf(double ratio) {
        return percent(BigDecimal.valueOf(ratio * 100));
    }

    /** {@code 148 ms}, {@code 1.5 s}. */
    static String millis(double millis) {
        return millis < 1000
                ? rounded(BigDecimal.valueOf(millis)) + " ms"
                : rounded(BigDecimal.valueOf(millis / 1000)) + " s";
    }

    /** Odds to 1. */
    static String odds(double odds) {
        return odds >= 1e6 ? "over a million" : rounded(BigDecimal.valueOf(odds));
    }

    /** {@code about 40 s}, {@code about 12 min}, {@code about 3 h}. */
    public static String about(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        if (seconds < 90) {
            return "about %d s".formatted(seconds);
        }
        long minutes = (seconds + 30) / 60;
        return minutes < 120 ? "about %d min".formatted(minutes) : "about %d h".formatted((minutes + 30) / 60);
    }

    private static String rounded(BigDecimal value) {
        boolean small = value.abs().compareTo(BigDecimal.TEN) < 0;
        BigDecimal few = value.round(small ? TWO_DIGITS : THREE_DIGITS);
        return few.signum() == 0 ? "0" : few.stripTrailingZeros().toPlainString();
    }
}
