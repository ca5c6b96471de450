package dev.gangway.adapter.prometheus;

import dev.gangway.domain.analysis.LatencyHistogram;
import java.util.Arrays;

/**
 * Adds up the cumulative buckets of one histogram. Mutable, for one thread. Arrays, since a round holds those of all services, and
 * a sorted map of numbers takes several times as much.
 */
final class CumulativeBuckets {
    /** Istio's proxies have 20. */
    private static final int USUAL = 20;

    private double[] upperMillis = new double[USUAL];
    private long[] counts = new long[USUAL];
    private int size;

    /** Adds to how many took at most so long; 0 or more of both. */
    void add(double upTo, long count) {
        // There is a negative zero, which would be another edge.
        double edge = upTo + 0.0;
        int found = Arrays.binarySearch(upperMillis, 0, size, edge);
        int place = found < 0 ? -found - 1 : found;
        if (found < 0) {
            makeRoom(place);
            upperMillis[place] = edge;
        }
        counts[place] += count;
    }

    private void makeRoom(int place) {
        if (size == counts.length) {
            upperMillis = Arrays.copyOf(upperMillis, 2 * size);
            counts = Arrays.copyOf(counts, 2 * size);
        }
        System.arraycopy(upperMillis, place, upperMillis, place + 1, size - place);
        System.arraycopy(counts, place, counts, place + 1, size - place);
        counts[place] = 0;
        size++;
    }

    /**
     * A bucket holds what is above the one below. A scrape may fall between the counting in two buckets, so that the larger
     * one shows fewer: then nothing lies between them, and the next is measured from the highest so far.
     */
    LatencyHistogram histogram() {
        long[] inside = new long[size];
        long highest = 0;
        for (int bucket = 0; bucket < size; bucket++) {
            inside[bucket] = Math.max(0, counts[bucket] - highest);
            highest = Math.max(highest, counts[bucket]);
        }
        return LatencyHistogram.of(Arrays.copyOf(upperMillis, size), inside);
    }
}
