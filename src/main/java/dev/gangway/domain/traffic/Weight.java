package dev.gangway.domain.traffic;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A share of a service's traffic in per mille: fine enough for a first step of 0.1 %, and exact, unlike a fraction.
 *
 * @param permille from 0 to 1000
 */
public record Weight(int permille) implements Comparable<Weight> {
    private static final int WHOLE = 1000;

    /** Thousands of shifts with a ladder each hold the same few. */
    private static final List<Weight> EACH =
            IntStream.rangeClosed(0, WHOLE).mapToObj(Weight::new).toList();

    /** No traffic. */
    public static final Weight NONE = EACH.get(0);
    /** All traffic. */
    public static final Weight ALL = EACH.get(WHOLE);

    /** Checks the range; throws IllegalArgumentException. */
    public Weight {
        if (permille < 0 || permille > WHOLE) {
            throw new IllegalArgumentException("weight " + permille + " per mille is not between 0 and 1000");
        }
    }

    /** The weight of so many per cent; throws IllegalArgumentException below 0, above 100, or finer than 0.1. */
    public static Weight percent(BigDecimal percent) {
        try {
            return EACH.get(percent.movePointRight(1).intValueExact());
        } catch (ArithmeticException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("weight " + percent + " % is not between 0 and 100 in steps of 0.1", e);
        }
    }

    /** What is left for the others. */
    public Weight rest() {
        return EACH.get(WHOLE - permille);
    }

    /** In per cent, without trailing zeros: 0.1, 5, 100. */
    public BigDecimal percent() {
        BigDecimal percent = BigDecimal.valueOf(permille, 1);
        return permille % 10 == 0 ? percent.setScale(0) : percent;
    }

    @Override
    public int compareTo(Weight other) {
        return Integer.compare(permille, other.permille);
    }

    @Override
    public String toString() {
        return percent().toPlainString() + " %";
    }
}
