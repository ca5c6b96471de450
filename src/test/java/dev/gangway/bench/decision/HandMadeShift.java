package dev.gangway.bench.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** A shift of one hour whose counts are made by hand, as a policy plays it. */
final class HandMadeShift {
    private static final int SECONDS = 3600;
    /** The bucket from 25 to 50 ms, in the middle of a quick service. */
    private static final int QUICK = Buckets.of(30);

    private final List<Policy.Standing> standings = new ArrayList<>();

    /**
     * Plays it to the end, for a source of a hundred good requests in every tick.
     *
     * @param destination gives the counts of the tick that begins at a second, null where nothing is seen of that tick
     */
    HandMadeShift(Policy policy, IntFunction<Counts> destination) {
        Policy.Run run = policy.begin(List.of());
        for (int seconds = 0; seconds <= SECONDS; seconds += Tick.SECONDS) {
            standings.add(run.look(seconds, seen(seconds, destination)));
        }
    }

    private static Tick seen(int seconds, IntFunction<Counts> destination) {
        int began = seconds - 2 * Tick.SECONDS;
        Counts counts = began < 0 ? null : destination.apply(began);
        return counts == null ? null : new Tick(good(), counts);
    }

    /** A hundred requests, quick and without failure. */
    static Counts good() {
        return failing(0);
    }

    /** A hundred quick requests of which so many failed. */
    static Counts failing(int failures) {
        int[] served = new int[Buckets.COUNT];
        int[] failed = new int[Buckets.COUNT];
        served[QUICK] = 100 - failures;
        failed[QUICK] = failures;
        return new Counts(100, failures, served, failed);
    }

    /** So many quick requests and so many that took 500 ms to a second, none of which failed. */
    static Counts slow(int quick, int slow) {
        int[] served = new int[Buckets.COUNT];
        served[QUICK] = quick;
        served[Buckets.of(501)] = slow;
        return new Counts(quick + slow, 0, served, new int[Buckets.COUNT]);
    }

    /** No requests. */
    static Counts none() {
        return slow(0, 0);
    }

    double weightAt(int seconds) {
        return standings.get(seconds / Tick.SECONDS).weight();
    }

    Policy.End end() {
        return standings.get(standings.size() - 1).end();
    }

    /** When it first stood as it stands in the end. */
    int endedAt() {
        int first = standings.size() - 1;
        while (first > 0 && standings.get(first - 1).end() == end()) {
            first--;
        }
        return first * Tick.SECONDS;
    }
}
