package dev.gangway.domain.analysis;

/** Numbers in few digits: they tell no less of counts that are noisier than that, and take a third of the room. */
final class Digits {
    private static final int FINEST = 22;
    private static final double[] POWERS = new double[FINEST + 1];

    static {
        POWERS[0] = 1;
        for (int i = 1; i <= FINEST; i++) {
            // Exact: 1e22 is the highest power of ten that a double can hold.
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private Digits() {}

    /** The nearest number of four digits; 0 below 1e-19. */
    static double four(double value) {
        return rounded(value, 4);
    }

    /** The nearest number of three digits; 0 below 1e-20. */
    static double three(double value) {
        return rounded(value, 3);
    }

    private static double rounded(double value, int digits) {
        int places = digits - 1 - (int) Math.floor(Math.log10(Math.abs(value)));
        if (value == 0 || Double.isInfinite(value) || Double.isNaN(value) || places < -FINEST) {
            return value;
        }
        if (places > FINEST) {
            return 0;
        }
        return places >= 0
                ? Math.rint(value * POWERS[places]) / POWERS[places]
                : Math.rint(value / POWERS[-places]) * POWERS[-places];
    }
}
