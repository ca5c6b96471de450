package dev.gangway.bench.decision;

/** The standard normal distribution, read from a table: the world asks for it some hundred million times. */
final class NormalDistribution {
    private static final double END = 8;
    private static final int PER_UNIT = 512;
    private static final double[] TABLE = table();

    private NormalDistribution() {}

    /** The probability of at most z, to within a millionth. */
    static double atMost(double z) {
        if (!(z > -END)) {
            return 0;
        }
        if (z >= END) {
            return 1;
        }
        double position = (z + END) * PER_UNIT;
        int index = (int) position;
        return TABLE[index] + (position - index) * (TABLE[index + 1] - TABLE[index]);
    }

    private static double[] table() {
        double[] table = new double[(int) (2 * END * PER_UNIT) + 2];
        for (int i = 0; i < table.length; i++) {
            table[i] = exactly(i / (double) PER_UNIT - END);
        }
        return table;
    }

    /** One half plus the density times z + z^3/3 + z^5/(3*5) + ..., which has only terms of one sign. */
    private static double exactly(double z) {
        double size = Math.abs(z);
        double term = size;
        double sum = size;
        for (int k = 3; term > 1e-17 * sum; k += 2) {
            term *= size * size / k;
            sum += term;
        }
        double half = sum * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
        return z < 0 ? 0.5 - half : 0.5 + half;
    }
}
