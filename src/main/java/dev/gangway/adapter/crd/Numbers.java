package dev.gangway.adapter.crd;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Numbers of a status: in as few digits as give the same number back. */
final class Numbers {
    private Numbers() {}

    static BigDecimal written(double value) {
        return shortened(Double.toString(value));
    }

    /** With the digits of its own precision, not with those of the double that it becomes. */
    static BigDecimal written(float value) {
        return shortened(Float.toString(value));
    }

    /** Without the zeros at the end; null where nothing is left. */
    static List<BigDecimal> written(Stream<BigDecimal> values) {
        List<BigDecimal> all = values.toList();
        int length = all.size();
        while (length > 0 && all.get(length - 1).signum() == 0) {
            length--;
        }
        return length == 0 ? null : all.subList(0, length);
    }

    /** With the zeros that were left out; throws IllegalArgumentException where there are more numbers than asked for. */
    static List<BigDecimal> read(int length, List<BigDecimal> written) {
        List<BigDecimal> all = new ArrayList<>(written == null ? List.of() : written);
        if (all.size() > length) {
            throw new IllegalArgumentException("%d numbers are known, not %d".formatted(length, all.size()));
        }
        while (all.size() < length) {
            all.add(BigDecimal.ZERO);
        }
        return all;
    }

    /** Null for the usual value, which need not be written. */
    static BigDecimal unless(double usual, double value) {
        return value == usual ? null : written(value);
    }

    /** The usual value where nothing was written. */
    static double or(double usual, BigDecimal written) {
        return written == null ? usual : written.doubleValue();
    }

    /** 100.0 as 100, 1.0E12 as 1E+12. */
    private static BigDecimal shortened(String digits) {
        BigDecimal shortest = new BigDecimal(digits).stripTrailingZeros();
        return shortest.scale() < 0 && shortest.precision() - shortest.scale() < 7 ? shortest.setScale(0) : shortest;
    }
}
