package dev.gangway.bench.decision;

/** The 95 % limits of a share, by Wilson: they hold for few runs and near 0 and 1 too. */
record Wilson(double low, double high) {
    private static final double Z = 1.959963984540054;

    static Wilson of(int hits, int runs) {
        double share = hits / (double) runs;
        double scale = 1 + Z * Z / runs;
        double centre = (share + Z * Z / (2 * runs)) / scale;
        double half = Z / scale * Math.sqrt(share * (1 - share) / runs + Z * Z / (4.0 * runs * runs));
        // Rounding must not leave a share outside of its own limits.
        return new Wilson(hits == 0 ? 0 : centre - half, hits == runs ? 1 : centre + half);
    }
}
