package dev.gangway.bench.load;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What Gangway's process holds while it has nothing to do.
 *
 * @param heapMiB in use after full collections
 * @param objects the same as objects
 * @param threads by {@code /proc}
 * @param openFiles by {@code /proc}, sockets with them
 * @param watches by cluster and kind, as the API servers see them
 * @param series of its metrics, but for the JVM's own of pauses, which has more with each cause of a collection
 */
record SoakHeld(
        double heapMiB,
        LiveObjects objects,
        int threads,
        int openFiles,
        Map<String, Integer> watches,
        SortedSet<String> series) {

    /** Longer than idle connections and threads are kept. */
    private static final long REST_MILLIS = 75_000;

    private static final int LOOKS_AT_WATCHES = 3;
    private static final long LOOKS_APART_MILLIS = 10_000;

    /** What collections leave, and what the JVM compiles meanwhile. */
    private static final double HEAP_MAY_GROW_MIB = 2;

    /** One for every hundred shifts that come between is more. */
    private static final int OBJECTS_MAY_GROW = 50;

    /** Pools are as large as they had to be of late. */
    private static final int POOLS_MAY_GROW = 5;

    /** Outcomes and causes that are met for the first time. None of them may name a shift. */
    private static final int SERIES_MAY_GROW = 10;

    /** Asks for the heap before the rest too: who asks for the first time leaves threads of the JVM's own. */
    static SoakHeld of(GangwayProcess gangway, LeanMesh mesh) {
        double unused = gangway.heapMiB();
        GangwayProcess.pause(REST_MILLIS);
        int threads = gangway.threads();
        int openFiles = gangway.openFiles();
        Map<String, Integer> watches = watches(mesh);
        SortedSet<String> series = gangway.series();
        series.removeIf(one -> one.startsWith("jvm_gc_pause"));
        LiveObjects objects = LiveObjects.of(gangway.pid());
        return new SoakHeld(gangway.heapMiB(), objects, threads, openFiles, watches, series);
    }

    /** A client begins a watch anew a second or more after it has ended: the most of some looks is what is held. */
    private static Map<String, Integer> watches(LeanMesh mesh) {
        Map<String, Integer> most = mesh.watches();
        for (int look = 1; look < LOOKS_AT_WATCHES; look++) {
            GangwayProcess.pause(LOOKS_APART_MILLIS);
            mesh.watches().forEach((kind, open) -> most.merge(kind, open, Math::max));
        }
        return most;
    }

    ObjectNode figures() {
        return Json.MAPPER
                .createObjectNode()
                .put("heapMiB", Figures.rounded(heapMiB, 1))
                .put("objects", objects.ours())
                .put("threads", threads)
                .put("openFiles", openFiles)
                .put("watches", count(watches))
                .put("series", series.size())
                .put("seriesOfShifts", ofShifts().size());
    }

    /** What there is more of than there was, and how much; empty = nothing. */
    List<String> more(SoakHeld before) {
        List<String> more = new ArrayList<>();
        if (heapMiB > before.heapMiB + HEAP_MAY_GROW_MIB) {
            more.add("MiB of heap: %.1f after %.1f, in objects %s"
                    .formatted(heapMiB, before.heapMiB, objects.moreThan(before.objects, OBJECTS_MAY_GROW)));
        }
        if (objects.ours() > before.objects.ours() + OBJECTS_MAY_GROW) {
            more.add("objects of Gangway's: " + objects.moreThan(before.objects, OBJECTS_MAY_GROW));
        }
        compare("threads", before.threads + POOLS_MAY_GROW, threads, more);
        compare("open files", before.openFiles + POOLS_MAY_GROW, openFiles, more);
        if (count(watches) > count(before.watches)) {
            more.add("watches: " + watches + " after " + before.watches);
        }
        compare("series of metrics", before.series.size() + SERIES_MAY_GROW, series.size(), more);
        if (!ofShifts().isEmpty()) {
            more.add("series of shifts that are gone: " + ofShifts());
        }
        return more;
    }

    private static void compare(String what, int most, int now, List<String> more) {
        if (now > most) {
            more.add("%s: %d, where at most %d may be left".formatted(what, now, most));
        }
    }

    private static int count(Map<String, Integer> watches) {
        return watches.values().stream().mapToInt(Integer::intValue).sum();
    }

    private SortedSet<String> ofShifts() {
        SortedSet<String> ofShifts = new TreeSet<>(series);
        ofShifts.removeIf(one -> !one.contains("team-") && !one.contains("service-"));
        return ofShifts;
    }
}
