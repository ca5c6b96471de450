package dev.gangway.adapter.istio.weave;

import dev.gangway.domain.traffic.TrafficSplit;
import dev.gangway.domain.traffic.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * The arithmetic of one route. Weights are relative: a destination's share is its weight over the route's sum, whatever that
 * is, and a lone destination has all of it, even at weight 0.
 *
 * <p>The sum of the route is kept where every share is a whole weight in it. Where it is not, all weights are scaled to a sum of
 * 100, else of 1000, else to the least sum in which every share is whole, so that no share is ever rounded. A route whose lone
 * destination has no weight has no sum to keep.
 */
record RouteWeights(List<Demand> demands) {
    private static final long PER_MILLE = 1000;

    /**
     * What one destination of the route as it was gets.
     *
     * @param weight its weight, 0 or more
     * @param split how that is divided; empty where it stays whole
     */
    record Demand(long weight, Optional<TrafficSplit> split) {}

    /** A share in lowest terms. */
    private record Share(long part, long of) {
        static Share of(long part, long of) {
            long common = gcd(part, of);
            return new Share(part / common, of / common);
        }
    }

    RouteWeights {
        demands = List.copyOf(demands);
    }

    /**
     * The weights in the demands' order, of a divided one first the source's and then the destination's. Each is from 0 to the
     * largest 32 bit integer, and so is the sum. Empty where that sum would be larger.
     *
     * <p>The demands must have a positive sum, or there must be one of them alone.
     */
    Optional<List<Integer>> woven() {
        List<Share> shares = shares();
        long least = shares.stream().mapToLong(Share::of).reduce(1, RouteWeights::lcm);
        OptionalLong sum = candidates(least)
                .filter(candidate -> candidate <= Integer.MAX_VALUE && candidate % least == 0)
                .findFirst();
        return sum.isEmpty()
                ? Optional.empty()
                : Optional.of(shares.stream()
                        .map(share -> Math.toIntExact(sum.getAsLong() / share.of() * share.part()))
                        .toList());
    }

    private LongStream candidates(long least) {
        LongStream round = LongStream.of(100, PER_MILLE, least);
        return sum() == 0 ? round : LongStream.concat(LongStream.of(sum()), round);
    }

    private List<Share> shares() {
        long whole = Math.max(1, sum());
        List<Share> shares = new ArrayList<>();
        for (Demand demand : demands) {
            long weight = demands.size() == 1 ? whole : demand.weight();
            if (demand.split().isEmpty()) {
                shares.add(Share.of(weight, whole));
            } else {
                for (Weight share : demand.split().get().shares().values()) {
                    shares.add(Share.of(weight * share.permille(), whole * PER_MILLE));
                }
            }
        }
        return shares;
    }

    private long sum() {
        return demands.stream().mapToLong(Demand::weight).sum();
    }

    private static long lcm(long one, long other) {
        return one / gcd(one, other) * other;
    }

    private static long gcd(long one, long other) {
        return other == 0 ? one : gcd(other, one % other);
    }
}
