package dev.gangway.crash;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Where and when processes die, drawn from a seed: at each named point when it is passed for the first time and once more later,
 * then here and there, and between them at random instants. Safe for use by several threads.
 */
final class KillPlan {
    /** The reason of a kill at no named point. */
    static final String AT_RANDOM = "a random instant";

    private static final int LATER_WITHIN = 4;
    private static final double AT_A_POINT = 0.5;
    private static final int RANDOM_WITHIN_MILLIS = 2000;

    private final Random random;
    private final Set<String> known = new TreeSet<>();
    private final Map<String, Integer> passages = new TreeMap<>();
    private final Map<String, Integer> later = new TreeMap<>();
    private final Map<String, Integer> kills = new TreeMap<>();

    /** From when on the random instant is drawn. */
    enum When {
        /** It may not even have come up. */
        FROM_ITS_BEGINNING,
        /** It is in the middle of its work. */
        FROM_ITS_FIRST_WRITE,
        /** It lives until it passes a named point, or has nothing to do. */
        AT_A_POINT
    }

    private static final List<When> WHEN = List.of(
            When.FROM_ITS_BEGINNING,
            When.FROM_ITS_FIRST_WRITE,
            When.FROM_ITS_FIRST_WRITE,
            When.AT_A_POINT,
            When.AT_A_POINT);

    KillPlan(long seed) {
        random = new Random(seed);
    }

    /** A process that nobody kills passes this point. */
    synchronized void learn(String point) {
        known.add(point);
    }

    /** Whether a process that may be killed dies at this passage; where many have died already, fewer do. */
    synchronized boolean diesAt(String point) {
        int passage = passages.merge(point, 1, Integer::sum);
        int before = kills.getOrDefault(point, 0);
        if (before == 0) {
            later.put(point, passage + 1 + random.nextInt(LATER_WITHIN));
            return true;
        }
        if (before == 1) {
            return passage >= later.getOrDefault(point, 0);
        }
        return !WritePoint.isOfItself(point) && random.nextDouble() * before < AT_A_POINT;
    }

    /** A process was killed there, or at {@link #AT_RANDOM}. */
    synchronized void killed(String point) {
        kills.merge(point, 1, Integer::sum);
    }

    /** When a process dies if no named point comes before. */
    synchronized When when() {
        return WHEN.get(random.nextInt(WHEN.size()));
    }

    /** So long after that. */
    synchronized Duration after() {
        return Duration.ofMillis(random.nextInt(RANDOM_WITHIN_MILLIS));
    }

    /** One of these numbers. */
    synchronized int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    /** Whether fewer than two have died there. */
    synchronized boolean isMissing(String point) {
        return kills.getOrDefault(point, 0) < 2;
    }

    /** The points that a run passes which nobody interrupts, and at which none was killed yet twice. */
    synchronized Set<String> missing() {
        return known.stream().filter(this::isMissing).collect(Collectors.toCollection(TreeSet::new));
    }

    synchronized Set<String> known() {
        return Set.copyOf(known);
    }

    synchronized Map<String, Integer> kills() {
        return new TreeMap<>(kills);
    }
}
