package dev.gangway.domain.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many requests took how long, in buckets as Prometheus has them. Immutable.
 *
 * <p>Inside a bucket requests are taken to lie evenly, as {@code histogram_quantile} does; in the last, endless bucket they
 * are taken to lie at its lower edge.
 */
public final class LatencyHistogram {
    /** No requests. */
    public static final LatencyHistogram EMPTY = new LatencyHistogram(new double[0], new long[0]);

    private final double[] upperMillis;

    /** Up to the last bucket with requests in it: most are far below the highest of edges that suit every service. */
    private final long[] counts;

    private LatencyHistogram(double[] upperMillis, long[] counts) {
        this.upperMillis = upperMillis;
        this.counts = counts;
    }

    private static long[] filled(long[] counts) {
        int length = counts.length;
        while (length > 0 && counts[length - 1] == 0) {
            length--;
        }
        return Arrays.copyOf(counts, length);
    }

    /**
     * Makes a histogram of the count in each bucket (not cumulative) by the bucket's upper edge in milliseconds; the last
     * edge may be infinite. Throws IllegalArgumentException for a negative count or edge, or one that is not a number.
     */
    public static LatencyHistogram of(SortedMap<Double, Long> countsByUpperMillis) {
        double[] edges = new double[countsByUpperMillis.size()];
        long[] counts = new long[edges.length];
        int i = 0;
        for (var bucket : countsByUpperMillis.entrySet()) {
            if (!(bucket.getKey() >= 0) || bucket.getValue() < 0) {
                throw new IllegalArgumentException("bucket up to " + bucket.getKey() + " ms: " + bucket.getValue());
            }
            edges[i] = bucket.getKey();
            counts[i++] = bucket.getValue();
        }
        return new LatencyHistogram(edges, filled(counts));
    }

    /**
     * Makes a histogram of the upper edges in milliseconds, strictly rising, and the count in each bucket. Throws
     * IllegalArgumentException for anything else.
     */
    public static LatencyHistogram of(double[] upperMillis, long[] counts) {
        boolean valid = upperMillis.length == counts.length;
        for (int i = 0; valid && i < counts.length; i++) {
            valid = counts[i] >= 0 && upperMillis[i] >= 0 && (i == 0 || upperMillis[i] > upperMillis[i - 1]);
        }
        if (!valid) {
            throw new IllegalArgumentException(
                    "buckets up to " + Arrays.toString(upperMillis) + " ms: " + Arrays.toString(counts));
        }
        return new LatencyHistogram(upperMillis.clone(), filled(counts));
    }

    /** The count of each bucket by its upper edge in milliseconds. */
    public SortedMap<Double, Long> countsByUpperMillis() {
        SortedMap<Double, Long> buckets = new TreeMap<>();
        for (int i = 0; i < upperMillis.length; i++) {
            buckets.put(upperMillis[i], i < counts.length ? counts[i] : 0);
        }
        return buckets;
    }

    /** A copy of the count of each bucket, lowest first. */
    public long[] counts() {
        return Arrays.copyOf(counts, upperMillis.length);
    }

    /** The same buckets with other counts, one for each; throws IllegalArgumentException for a negative one. */
    public LatencyHistogram withCounts(long[] others) {
        return of(upperMillis, others);
    }

    /** All requests. */
    public long count() {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }

    /** The requests of both. */
    public LatencyHistogram plus(LatencyHistogram other) {
        if (other.upperMillis.length == 0) {
            return this;
        }
        if (!Arrays.equals(upperMillis, other.upperMillis)) {
            SortedMap<Double, Long> union = countsByUpperMillis();
            other.countsByUpperMillis().forEach((edge, count) -> union.merge(edge, count, Long::sum));
            return of(union);
        }
        long[] sums = Arrays.copyOf(counts, Math.max(counts.length, other.counts.length));
        for (int i = 0; i < other.counts.length; i++) {
            sums[i] += other.counts[i];
        }
        return new LatencyHistogram(upperMillis, sums);
    }

    /**
     * The latency in milliseconds that the given share of requests did not exceed; empty without requests.
     *
     * @param quantile above 0 and below 1
     */
    public OptionalDouble quantileMillis(double quantile) {
        double rank = quantile * count();
        double below = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0 && below + counts[i] >= rank) {
                double width = Double.isInfinite(upperMillis[i]) ? 0 : upperMillis[i] - lowerMillis(i);
                return OptionalDouble.of(lowerMillis(i) + width * (rank - below) / counts[i]);
            }
            below += counts[i];
        }
        return OptionalDouble.empty();
    }

    /** How many requests took longer than so many milliseconds; a fraction inside a bucket. */
    public double above(double millis) {
        double slower = 0;
        for (int i = 0; i < counts.length; i++) {
            slower += counts[i] * shareAbove(i, millis);
        }
        return slower;
    }

    /**
     * The lowest bucket's edge in milliseconds that at most so large a share of requests exceeded; empty where only the
     * endless bucket's would do, and without requests.
     */
    public OptionalDouble edgeExceededBy(double share) {
        double above = count();
        double most = share * above;
        for (int i = 0; above > 0 && i < counts.length && !Double.isInfinite(upperMillis[i]); i++) {
            above -= counts[i];
            if (above <= most) {
                return OptionalDouble.of(upperMillis[i]);
            }
        }
        return OptionalDouble.empty();
    }

    /** The lower edge in milliseconds of the bucket that so many milliseconds fall into. */
    double lowerEdgeMillis(double millis) {
        double lower = 0;
        for (double edge : upperMillis) {
            if (millis <= edge) {
                return lower;
            }
            lower = edge;
        }
        return lower;
    }

    /** The upper edge in milliseconds of the bucket that so many milliseconds fall into; infinite above the last one. */
    double upperEdgeMillis(double millis) {
        for (double edge : upperMillis) {
            if (millis <= edge) {
                return edge;
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    private double shareAbove(int bucket, double millis) {
        double lower = lowerMillis(bucket);
        if (millis <= lower) {
            return 1;
        }
        if (Double.isInfinite(upperMillis[bucket]) || millis >= upperMillis[bucket]) {
            return 0;
        }
        return (upperMillis[bucket] - millis) / (upperMillis[bucket] - lower);
    }

    private double lowerMillis(int bucket) {
        return bucket == 0 ? 0 : upperMillis[bucket - 1];
    }

    /** Equal when the same numbers of requests took the same times; empty buckets say nothing. */
    @Override
    public boolean equals(Object other) {
        return other instanceof LatencyHistogram that && buckets().equals(that.buckets());
    }

    @Override
    public int hashCode() {
        return buckets().hashCode();
    }

    /** A bucket with requests in it. */
    private record Bucket(double lowerMillis, double upperMillis, long count) {}

    private List<Bucket> buckets() {
        List<Bucket> buckets = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                buckets.add(new Bucket(lowerMillis(i), upperMillis[i], counts[i]));
            }
        }
        return buckets;
    }

    @Override
    public String toString() {
        return countsByUpperMillis().toString();
    }
}
