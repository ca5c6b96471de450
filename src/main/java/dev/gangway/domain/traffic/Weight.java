package dev.gangway.domain.traffic;

import java.math.BigDecimal;

/**
 * A share of a service's traffic in per mille: fine enough for a first step of 0.1 %, and exact, unlike a fraction.
 *
 * @param permille from 0 to 1000
 */
public record Weight(int permille) implements Comparable<Weight> {
    /** No traffic. */
    public static final Weight NONE = new Weight(0);
    /** All traffic. */
    public static final Weight ALL = new Weight(1000);

    /** Checks the range; throws IllegalArgumentException. */
    public Weight {
        if (permille < 0 || permille > 1000) {
            throw new IllegalArgumentException("weight " + permille + " per mille is not between 0 and 1000");
        }
    }

    /** The weight of so many per cent; throws IllegalArgumentException below 0, above 100, or finer than 0.1. */
    public static Weight percent(BigDecimal percent) {
        try {
            return new Weight(percent.movePointRight(1).intValueExact());
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw new IllegalArgumentException("weight " + percent + " % is not between 0 and 100 in steps of 0.1", e);
        }
    }

    /** What is left for the others. */
    public Weight rest() {
        return new Weight(1000 - permille);
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
